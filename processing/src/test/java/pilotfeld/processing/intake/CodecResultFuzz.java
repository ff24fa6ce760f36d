package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.DeviceModel;
import pilotfeld.processing.registry.ModelFolders.Source;

/// What a codec returned, whatever it was.
class CodecResultFuzz {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
  private static final Instant ARRIVED = Instant.parse("2026-07-18T09:34:16Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DeviceModel MODEL =
      new Source(
              "acme-gauge",
              """
              vendor: Acme
              name: Gauge
              interval: PT10M
              time: time
              quantities:
                - {field: temperature, quantity: temperature, unit: "[degF]", range: {fail: [-20, 60]}}
                - {field: lid.state, quantity: lid_open, unit: "1", values: {closed: 0, open: 1}}
                - {field: battery, quantity: battery_voltage, unit: mV, of: device}
              """,
              Optional.empty())
          .model();
  private static final Device DEVICE =
      new Device(
          "gauge",
          MODEL,
          List.of(
              new Deployment("river", Instant.EPOCH, Optional.of(ARRIVED.minusSeconds(600))),
              new Deployment("well", ARRIVED.minusSeconds(60), Optional.empty())));

  static Stream<String> seeds() {
    return Stream.concat(
        CaseFolders.in("/decode").stream()
            .map(folder -> CaseFolders.text(folder.resolve("expected.json"))),
        Stream.of(
            "{\"temperature\": 71.6, \"lid\": {\"state\": \"open\"}, \"battery\": \"3600\", \"time\": 1784367255}",
            "{\"time\": \"2026-07-18T09:34:15+02:00\", \"history\": [{\"timestamp\": 1784367000, \"temperature\": true}]}",
            "{\"temperature\": \"NaN\", \"battery\": 1e30, \"history\": [{\"time\": 0}, 1, []]}"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyResultGivesFiniteValuesAtTimesOfTheLadder(@NotNull String result) {
    var data = object(result);
    if (data.isEmpty()) {
      return;
    }
    var reader =
        CpuTime.within(
            TIME_LIMIT,
            () -> {
              var fresh = new Reader(DEVICE);
              fresh.read(
                  data.get(), own -> TimeLadder.DEFAULT.choose(own, Optional.empty(), ARRIVED));
              return fresh;
            });
    reader.measurements().forEach(CodecResultFuzz::assertSound);
    assertEquals(Optional.empty(), reader.remarks().filter(String::isBlank));
  }

  private static void assertSound(Measurement measurement) {
    assertTrue(Double.isFinite(measurement.value()), measurement::toString);
    assertTrue(
        !measurement.time().isBefore(ARRIVED.minus(TimeLadder.PAST_LIMIT))
            && !measurement.time().isAfter(ARRIVED.plus(TimeLadder.DEFAULT.future())),
        measurement::toString);
  }

  // As the sandbox hands it over: an object, within its limits.
  private static Optional<JsonNode> object(String result) {
    try {
      return Optional.ofNullable(JSON.readTree(result)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
