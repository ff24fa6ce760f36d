package pilotfeld.ingest.demo.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.demo.radio.Place;
import pilotfeld.ingest.demo.radio.Reception;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.envelope.EnvelopeReader;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Uplink.Kind;

class ChirpstackJsonTest {

  private static final String DEVICE = "0250494c4f540401";
  private static final Instant SENT = Instant.parse("2026-11-24T12:00:00.250Z");
  private static final byte[] PAYLOAD = {1, 117, 92, 3, 103, 25, 1};
  private static final Place ROOF = new Place(52.28, 8.05);
  private final ChirpstackJson chirpstack = new ChirpstackJson(Fleet.beginningAt(SENT));

  @Test
  void fieldsStandInTheOrderOfTheProtocol() throws IOException {
    assertEquals(
        List.of(
            "deduplicationId",
            "time",
            "deviceInfo",
            "devAddr",
            "adr",
            "dr",
            "fCnt",
            "fPort",
            "confirmed",
            "data",
            "rxInfo",
            "txInfo",
            "regionConfigId"),
        names(uplink(frame(7, 868_300_000L, -3))));
  }

  @Test
  void zerosAreWrittenAtTheTopAndLeftOutInside() throws IOException {
    var event = uplink(frame(0, 868_100_000L, 0));

    assertEquals(0, event.get("fCnt").asInt(-1));
    assertFalse(event.get("confirmed").asBoolean(true));
    assertEquals("CLASS_A", event.at("/deviceInfo/deviceClassEnabled").asText());
    assertTrue(event.at("/deviceInfo/tags").isObject());
    assertEquals(
        List.of("gatewayId", "uplinkId", "gwTime", "nsTime", "rssi", "location", "crcStatus"),
        names(event.at("/rxInfo/0")));
  }

  @Test
  void radioIsWrittenAsTheServerDoes() throws IOException {
    var event = uplink(frame(7, 867_300_000L, -3.25));

    assertEquals(-3.25, event.at("/rxInfo/0/snr").asDouble());
    assertEquals(-116, event.at("/rxInfo/0/rssi").asInt());
    assertEquals(4, event.at("/rxInfo/0/channel").asInt());
    assertEquals(867_300_000, event.at("/txInfo/frequency").asInt());
    assertEquals(
        "{\"bandwidth\":125000,\"spreadingFactor\":10,\"codeRate\":\"CR_4_5\"}",
        event.at("/txInfo/modulation/lora").toString());
    assertEquals(2, event.get("dr").asInt());
  }

  @Test
  void timesHaveAnOffsetAndFollowTheSending() throws IOException {
    var time = uplink(frame(7, 868_300_000L, -3)).get("time").asText();
    var delay = Duration.between(SENT, OffsetDateTime.parse(time));

    assertTrue(time.endsWith("+00:00"), time);
    assertTrue(delay.toMillis() >= 60 && delay.toMillis() < 400, delay.toString());
  }

  @Test
  void theSameFrameHasTheSameBytesAndAnotherFrameAnotherId() throws IOException {
    var once = chirpstack.uplink(frame(7, 868_300_000L, -3));
    var again = new ChirpstackJson(Fleet.beginningAt(SENT)).uplink(frame(7, 868_300_000L, -3));

    assertEquals(once.topic(), again.topic());
    assertArrayEquals(once.body(), again.body());
    assertNotEquals(
        uplink(frame(7, 868_300_000L, -3)).get("deduplicationId"),
        uplink(frame(8, 868_300_000L, -3)).get("deduplicationId"));
  }

  @Test
  void theIntakeReadsAnUplink() {
    var read = read(chirpstack.uplink(frame(7, 868_300_000L, -3)));
    var frame = assertInstanceOf(Frame.class, read);

    assertEquals(DEVICE, frame.device());
    assertArrayEquals(PAYLOAD, frame.payload());
    assertEquals(1, frame.radio().receptions().size());
  }

  @Test
  void theIntakeReadsAJoin() {
    var read = read(chirpstack.join(new JoinFrame(SENT, DEVICE, "01a2b3c4")));

    assertEquals(Kind.JOIN, assertInstanceOf(Event.class, read).kind());
  }

  private static Object read(Publication publication) {
    return EnvelopeReader.read(
        new Message("chirpstack", publication.topic(), publication.body(), SENT, false));
  }

  private JsonNode uplink(LorawanFrame frame) throws IOException {
    return new ObjectMapper().readTree(chirpstack.uplink(frame).body());
  }

  private static LorawanFrame frame(long counter, long frequency, double snr) {
    var heard = new Reception("0250494c4f54ff01", -116, snr, ROOF);
    return new LorawanFrame(
        SENT, DEVICE, "01a2b3c4", counter, 85, PAYLOAD, 10, frequency, List.of(heard));
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
