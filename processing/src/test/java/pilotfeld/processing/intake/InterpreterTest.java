package pilotfeld.processing.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.reading.Interpretation;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.reading.TimeSource;
import pilotfeld.processing.reading.Uplink.Kind;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Two devices: `gauge`, whose bytes go through a codec, and `level`, whose model has none.
class InterpreterTest {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final String GAUGE_PAYLOAD = "02012f000304d200010bb1";
  private static final RegistrySnapshot REGISTRY =
      new RegistrySnapshot(
          1,
          List.of(
              device("gauge", "decentlab-dl-mbx"),
              device("70b3d57ba0000001", "decentlab-dl-mbx"),
              device("level", "pilotfeld-senml-level")));

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
  void anObjectBecomesReadingsByTheFieldsOfItsModel() {
    var stored =
        stored(
            "pilotfeld/level/up", "{\"distance\": 1234, \"temperature\": \"21.5\", \"rssi\": -80}");

    assertEquals(List.of("distance 1234.0", "temperature 21.5"), values(stored));
    assertEquals(Kind.PACK, stored.uplink().kind());
    assertEquals(Optional.empty(), stored.uplink().reason());
  }

  @Test
  void anObjectWithoutATimeHasNoIdentityAndOneWithATimeHas() {
    var timeless = stored("pilotfeld/level/up", "{\"distance\": 1234}");
    var timed =
        stored("pilotfeld/level/up", "{\"distance\": 1234, \"time\": \"2026-07-18T11:59:00Z\"}");

    assertEquals(Optional.empty(), timeless.uplink().identity());
    assertEquals(TimeSource.ARRIVAL, timeless.uplink().moment().source());
    assertNotEquals(Optional.empty(), timed.uplink().identity());
    assertEquals(NOON.minusSeconds(60), timed.measurements().getFirst().time());
  }

  @Test
  void anObjectOfWhichTheModelKnowsNothingSaysSo() {
    var stored = stored("pilotfeld/level/up", "{\"Distance\": 1234}");

    assertEquals(
        Optional.of("it has none of the fields of the model pilotfeld-senml-level"),
        stored.uplink().reason());
  }

  @Test
  void aByteStringIsNoNumberThoughItMayReadLikeOne() {
    var stored =
        assertInstanceOf(
            Stored.class, interpret("up/level?ct=60", hex("a16864697374616e636543d76df8")));

    assertEquals(List.of(), values(stored));
    assertEquals(Optional.of("distance is no number: \"1234\""), stored.uplink().reason());
  }

  @Test
  void bytesGoThroughTheCodecAsIfFromPort1() {
    var stored =
        assertInstanceOf(Stored.class, interpret("pilotfeld/gauge/up", hex(GAUGE_PAYLOAD)));

    assertEquals(
        List.of("distance 1234.0", "valid_samples 1.0", "battery_voltage 2.993"), values(stored));
    assertEquals("decentlab-dl-mbx", stored.uplink().decoder().orElseThrow().model());
    assertEquals(values(stored), values(interpret("up/gauge?ct=42", hex(GAUGE_PAYLOAD))));
  }

  @Test
  void bytesOfAModelWithoutACodecGoToQuarantine() {
    assertEquals(
        "bytes need a codec, and the model pilotfeld-senml-level has none: send SenML, JSON or CBOR",
        reason(interpret("pilotfeld/level/up", hex("0102"))));
    assertEquals(
        "no CBOR at byte 3: Unexpected Break (0xFF) token in definite length (1) Object",
        reason(interpret("pilotfeld/level/up", hex("a100ff"))));
  }

  @Test
  void textsAndDataInAPackAreRemarkedUpon() {
    var stored =
        stored(
            "up/level?ct=110",
            """
            [{"n":"distance","vs":"1234"},{"n":"temperature","vs":"no sensor"},{"n":"raw","vd":"AQID"}]
            """);

    assertEquals(List.of("distance 1234.0"), values(stored));
    assertEquals(
        Optional.of(
            "temperature is no number: \"no sensor\"; raw is data (vd): nothing that was measured"),
        stored.uplink().reason());
  }

  @Test
  void whatWasSimulatedGivesNoReading() {
    var up = "\"uplink_message\":{\"f_port\":1,\"f_cnt\":1,\"frm_payload\":\"AgEvAAME0gABC7E=\"}}";
    var ids =
        "{\"end_device_ids\":{\"device_id\":\"hase-1\",\"dev_eui\":\"70B3D57BA0000001\",\"dev_addr\":\"260B9440\"},";

    var simulated = stored("v3/water@tenant/devices/hase-1/up", ids + "\"simulated\":true," + up);
    var real = stored("v3/water@tenant/devices/hase-1/up", ids + up);

    assertEquals(List.of(), values(simulated));
    assertEquals(Kind.NOTE, simulated.uplink().kind());
    assertEquals(
        List.of("distance 1234.0", "valid_samples 1.0", "battery_voltage 2.993"), values(real));
  }

  private static Stored stored(String topic, String body) {
    return assertInstanceOf(Stored.class, interpret(topic, body.getBytes(UTF_8)));
  }

  private static Interpretation interpret(String topic, byte[] body) {
    return new Interpreter(codecs, TimeLadder.DEFAULT)
        .interpret(new Message("test", topic, body, NOON, false), REGISTRY);
  }

  private static List<String> values(Interpretation interpretation) {
    return assertInstanceOf(Stored.class, interpretation).measurements().stream()
        .map(InterpreterTest::shown)
        .toList();
  }

  private static String shown(Measurement measurement) {
    return measurement.series().quantity() + " " + measurement.value();
  }

  private static String reason(Interpretation interpretation) {
    return assertInstanceOf(Malformed.class, interpretation).uplink().reason().orElseThrow();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static Device device(String id, String model) {
    var source =
        ModelFolders.builtIn().stream()
            .filter(each -> each.id().equals(model))
            .findFirst()
            .orElseThrow();
    var since = List.of(new Deployment(id + "-site", Instant.EPOCH, Optional.empty()));
    return new Device(id, source.model(), since);
  }
}
