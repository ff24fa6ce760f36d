package pilotfeld.ingest.demo.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.frame.SensorPack.Value;
import pilotfeld.processing.envelope.Envelope.Pack;
import pilotfeld.processing.envelope.EnvelopeReader;
import pilotfeld.processing.envelope.Sample;
import pilotfeld.processing.reading.Message;

class SenmlJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final SensorPack PACK =
      new SensorPack(
          NOON.plusMillis(700),
          "hase-pegel-01",
          List.of(new Value("distance", "mm", 2384), new Value("temperature", "Cel", 8.7)));

  @Test
  void theFirstRecordCarriesNameAndTimeForAll() {
    var json = new String(new SenmlJson().pack(PACK), StandardCharsets.UTF_8);

    assertEquals(
        """
        [{"bn":"hase-pegel-01:","bt":1795521600,"n":"distance","u":"mm","v":2384.0},\
        {"n":"temperature","u":"Cel","v":8.7}]""",
        json);
  }

  @Test
  void theIntakeReadsIt() {
    var body = new SenmlJson().pack(PACK);
    var message = new Message("coap", "up/hase-pegel-01?ct=110", body, NOON, false);
    var pack = assertInstanceOf(Pack.class, EnvelopeReader.read(message));

    assertEquals("hase-pegel-01", pack.device());
    assertEquals(
        new Sample("distance", Optional.of("mm"), Optional.of(NOON), 2384),
        pack.samples().getFirst());
  }
}
