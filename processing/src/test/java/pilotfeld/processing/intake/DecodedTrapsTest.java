package pilotfeld.processing.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Published payloads whose codecs return something else than plain numbers, on their way to
/// readings and flags.
class DecodedTrapsTest {

  private static final String ID = "a840410000000001";
  private static final Instant SENT = Instant.parse("2026-07-18T09:34:15Z");
  private static final String EVENT =
      """
      {"deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d", "time": "%s", "deviceInfo": {"devEui": "%s"},
       "devAddr": "00189440", "fCnt": 7, "fPort": 2, "data": "%s"}
      """;
  private static final Source CAYENNE =
      new Source(
          "acme-cayenne",
          """
          vendor: Acme
          name: Cayenne
          interval: PT10M
          codec: cayenne-lpp
          quantities:
            - field: temperature_3
              quantity: temperature
              unit: Cel
          """,
          Optional.empty());

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
  void numbersThatComeAsTextAreReadAndOneFarOutsideItsRangeFails() {
    assertEquals(
        List.of(
            "soil_moisture 19.57 PASS",
            "soil_temperature 24.59 PASS",
            "electrical_conductivity 28200.0 FAIL",
            "battery_voltage 3.625 PASS"),
        shown(stored(builtIn("dragino-lse01"), "CE2900F107A5099B6E2890")));
  }

  @Test
  void aWordWhereANumberBelongsIsRemarkedUponAndTheRestIsRead() {
    var published = stored(builtIn("dragino-ldds75"), "0E1C0B05");
    var unplugged = stored(builtIn("dragino-ldds75"), "0E1C0B0500000000");

    assertEquals(List.of(), shown(published));
    assertEquals(List.of("battery_voltage 3.612 PASS"), shown(unplugged));
    assertEquals(Optional.of("distance is no number: \"No Sensor\""), unplugged.uplink().reason());
  }

  @Test
  void theKnownPartOfACayennePayloadIsReadAndTheRestRemarkedUpon() {
    var stored = stored(CAYENNE, "0367011005FE00FF");

    assertEquals(List.of("temperature 27.2 NOT_EVALUATED"), shown(stored));
    assertEquals(
        Optional.of("type 254 at byte 5 is unknown: the rest of the payload is not read"),
        stored.uplink().reason());
  }

  private static Source builtIn(String model) {
    return ModelFolders.builtIn().stream()
        .filter(source -> source.id().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static Stored stored(Source model, String payload) {
    var since = List.of(new Deployment("garden", Instant.EPOCH, Optional.empty()));
    var registry = new RegistrySnapshot(1, List.of(new Device(ID, model.model(), since)));
    var data = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(payload));
    var body = EVENT.formatted(SENT, ID, data).getBytes(UTF_8);
    var topic = "application/trees/device/" + ID + "/event/up";
    var message = new Message("chirpstack", topic, body, SENT.plusSeconds(1), false);
    return assertInstanceOf(
        Stored.class, new Interpreter(codecs, TimeLadder.DEFAULT).interpret(message, registry));
  }

  private static List<String> shown(Stored stored) {
    return stored.measurements().stream()
        .map(
            each ->
                "%s %s %s"
                    .formatted(each.series().quantity(), each.value(), each.tests().aggregate()))
        .toList();
  }
}
