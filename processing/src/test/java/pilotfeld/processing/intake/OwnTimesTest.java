package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static pilotfeld.processing.fixture.CaseFolders.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Readings of one payload that have times of their own.
class OwnTimesTest {

  private static final String ID = "24e124126a148401";
  private static final Instant SENT = Instant.parse("2022-10-12T08:20:00Z");
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);
  private static final String EVENT =
      """
      {"deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d", "time": "%s", "deviceInfo": {"devEui": "%s"},
       "devAddr": "00189440", "fCnt": 7, "fPort": %d, "data": "%s"}
      """;
  private static final String DEFINITION =
      """
      vendor: Acme
      name: Logger
      interval: PT10M
      time: measured_at
      quantities:
        - field: level
          quantity: level
          unit: mm
      """;
  private static final List<Deployment> HERE =
      List.of(new Deployment("hase-1", Instant.EPOCH, Optional.empty()));

  private static Codecs codecs;

  @BeforeAll
  static void open() {
    codecs = new Codecs(CodecLimits.DEFAULT);
  }

  @AfterAll
  static void close() {
    codecs.close();
  }

  @Test
  void whatALoggerRemembersIsReadAtTheTimesThatItGives() throws JsonProcessingException {
    assertEquals(
        List.of(
            "temperature 27.2 at hase-1 2022-10-12T08:02:38Z",
            "temperature -2.0 at hase-1 2022-10-12T08:12:38Z"),
        shown(vector("milesight-em500-pt100", HERE)));
  }

  @Test
  void anEntryWithoutAValueGivesNoReading() throws JsonProcessingException {
    assertEquals(
        List.of("water_level 3000.0 at hase-1 2022-10-12T08:02:38Z"),
        shown(vector("milesight-em500-swl", HERE)));
  }

  @Test
  void whatWasMeasuredBeforeAMoveBelongsToTheSiteBefore() throws JsonProcessingException {
    var moved = Instant.parse("2022-10-12T08:10:00Z");
    var deployments =
        List.of(
            new Deployment("hase-1", Instant.EPOCH, Optional.of(moved)),
            new Deployment("hase-2", moved, Optional.empty()));

    assertEquals(
        List.of(
            "temperature 27.2 at hase-1 2022-10-12T08:02:38Z",
            "temperature -2.0 at hase-2 2022-10-12T08:12:38Z"),
        shown(vector("milesight-em500-pt100", deployments)));
  }

  @Test
  void whatWasMeasuredBeforeTheDeviceWasAnywhereIsRemarkedUpon() throws JsonProcessingException {
    var since = Instant.parse("2022-10-12T08:10:00Z");

    var stored =
        vector("milesight-em500-pt100", List.of(new Deployment("hase-1", since, Optional.empty())));

    assertEquals(List.of("temperature -2.0 at hase-1 2022-10-12T08:12:38Z"), shown(stored));
    assertEquals(
        Optional.of("temperature at 2022-10-12T08:02:38Z: the device was at no site at that time"),
        stored.uplink().reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          history: [{ timestamp: 1665561758, level: 1 }]             | 2022-10-12T08:02:38Z
          history: [{ timestamp: '1665561758', level: 1 }]           | 2022-10-12T08:02:38Z
          history: [{ time: 1665561758.5, level: 1 }]                | 2022-10-12T08:02:38.500Z
          history: [{ time: '2022-10-12T10:02:38+02:00', level: 1 }] | 2022-10-12T08:02:38Z
          measured_at: 1665561758, level: 1                          | 2022-10-12T08:02:38Z
          measured_at: new Date(1665561758000), level: 1             | 2022-10-12T08:02:38Z
          measured_at: 315532800, level: 1                           | 2022-10-12T08:20:00Z
          timestamp: 1665561758, level: 1                            | 2022-10-12T08:20:00Z
          """)
  void aTimeComesInSecondsOrInWords(String fields, Instant expected) {
    var stored = logger(fields);

    assertEquals(List.of("level 1.0 at hase-1 " + expected), shown(stored));
    assertEquals(Optional.empty(), stored.uplink().reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          history: [{ timestamp: 315532800, level: 1 }]          | an entry of history has no time that can be believed: {"timestamp":315532800,"level":1}
          history: [{ level: 1 }]                                | an entry of history has no time that can be believed: {"level":1}
          history: [{ time: '2022-10-12 10:02:38', level: 1 }]   | an entry of history has no time that can be believed: {"time":"2022-10-12 10:02:38","level":1}
          history: [{ timestamp: 1e300, level: 1 }]              | an entry of history has no time that can be believed: {"timestamp":1.0E300,"level":1}
          history: [7]                                           | an entry of history has no time that can be believed: 7
          """)
  void anEarlierValueWithoutABelievableTimeIsNotTakenForOneOfNow(String fields, String remark) {
    var stored = logger(fields);

    assertEquals(List.of(), shown(stored));
    assertEquals(Optional.of(remark), stored.uplink().reason());
  }

  @Test
  void aTimeThatIsNoneIsRemarkedUponAndTheNetworksTaken() {
    var stored = logger("measured_at: '12.10.2022 10:02', level: 1");

    assertEquals(List.of("level 1.0 at hase-1 " + SENT), shown(stored));
    assertEquals(
        Optional.of("measured_at is no time: \"12.10.2022 10:02\""), stored.uplink().reason());
  }

  private static Stored logger(String fields) {
    var script = "function decodeUplink(input) { return { data: { %s } }; }".formatted(fields);
    return interpret(
        new Source("acme-logger", DEFINITION, Optional.of(script)), HERE, 1, new byte[] {1});
  }

  private static Stored vector(String model, List<Deployment> deployments)
      throws JsonProcessingException {
    var source =
        ModelFolders.builtIn().stream().filter(each -> each.id().equals(model)).findFirst().get();
    var vector =
        new ObjectMapper()
            .readTree(text(Path.of("src/test/resources/decode", model, "history", "uplink.json")));
    var payload = HexFormat.of().parseHex(vector.get("bytes").asText());
    return interpret(source, deployments, vector.get("fPort").asInt(), payload);
  }

  private static Stored interpret(
      Source source, List<Deployment> deployments, int port, byte[] payload) {
    var registry = new RegistrySnapshot(1, List.of(new Device(ID, source.model(), deployments)));
    var event = EVENT.formatted(SENT, ID, port, Base64.getEncoder().encodeToString(payload));
    var message =
        new Message(
            "chirpstack",
            "application/water/device/" + ID + "/event/up",
            event.getBytes(StandardCharsets.UTF_8),
            SENT.plus(ON_THE_WAY),
            false);
    return assertInstanceOf(
        Stored.class, new Interpreter(codecs, TimeLadder.DEFAULT).interpret(message, registry));
  }

  private static List<String> shown(Stored stored) {
    return stored.measurements().stream().map(OwnTimesTest::shown).toList();
  }

  private static String shown(Measurement measurement) {
    var series = measurement.series();
    return "%s %s at %s %s"
        .formatted(series.quantity(), measurement.value(), series.subject(), measurement.time());
  }
}
