package pilotfeld.processing.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static pilotfeld.processing.reading.Outcome.STORED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;

/// What views tell of where a reading comes from and what is missing. Each test has a gauge of its
/// own.
class ProvenanceIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");

  @AutoClose private static final Riverside riverside = Riverside.open();
  private static int sent;

  @Test
  void aReadingTellsItsMessageAndTheContentOfTheModelThatDecodedIt() {
    riverside.withGauge("70b3d57ba0000001", "decoded");
    accept(frame("70b3d57ba0000001", 7));

    assertEquals(
        List.of("7 decentlab-dl-mbx"),
        riverside.texts(
            """
            SELECT u.frame_counter || ' ' || r.model FROM dash_reading r
              JOIN dash_uplink u USING (uplink_id)
              JOIN model m ON m.id = r.model AND m.version = r.codec_version
             WHERE r.site = 'decoded' AND r.quantity = 'distance'
            """));
  }

  @Test
  void aFrameWithoutAPayloadCountsForLossAndNotForReadings() {
    riverside.withGauge("70b3d57ba0000002", "mac-only");
    accept(frame("70b3d57ba0000002", 1));
    accept(macOnly(frame("70b3d57ba0000002", 2)));
    accept(frame("70b3d57ba0000002", 5));

    assertEquals(List.of("1 0", "2 0", "5 2"), losses("70b3d57ba0000002"));
    assertEquals(2, riverside.values("mac-only", "distance").size());
  }

  @Test
  void aCounterThatGoesBackWrapsRepeatsOrLeapsIsNoLoss() {
    riverside.withGauge("70b3d57ba0000003", "counters");
    for (var counter : List.of(4294967295L, 0L, 3L, 3L, 1L, 20_000L, 20_001L)) {
      accept(frame("70b3d57ba0000003", counter));
    }

    assertEquals(
        List.of("4294967295 0", "0 0", "3 2", "3 0", "1 0", "20000 0", "20001 0"),
        losses("70b3d57ba0000003"));
  }

  @Test
  void whatTheNetworkServerComplainsOfStandsBesideItsUplink() {
    riverside.withGauge("70b3d57ba0000004", "complaint");
    var frame = frame("70b3d57ba0000004", 1);
    accept(frame);
    assertEquals(STORED, riverside.accept(frame.complaint("x is not defined")));

    assertEquals(
        List.of("uplink ERROR UPLINK_CODEC: x is not defined"),
        riverside.texts(
            "SELECT kind || ' ' || complaint FROM dash_uplink WHERE device = '70b3d57ba0000004' AND complaint IS NOT NULL"));
  }

  @Test
  void whatWasSimulatedIsSeenInNoFigure() {
    riverside.withGauge("70b3d57ba0000005", "simulated");
    var body =
        """
        {"simulated":true,"end_device_ids":{"device_id":"hase-5","dev_eui":"70B3D57BA0000005","dev_addr":"260B9440"},
         "uplink_message":{"f_port":1,"f_cnt":1,"frm_payload":"AgEvAAME0gABC7E=","received_at":"2026-07-18T12:00:00Z",
          "rx_metadata":[{"gateway_ids":{"gateway_id":"gw-1"},"rssi":-97,"snr":7.8}]}}
        """;
    var topic = "v3/water@stadtwerke/devices/hase-5/up";

    assertEquals(
        STORED, riverside.accept(new Message("test", topic, body.getBytes(UTF_8), NOON, false)));

    assertEquals(0, seen("dash_reading", "site = 'simulated'"));
    assertEquals(0, seen("dash_series", "site = 'simulated'"));
    assertEquals(0, seen("dash_frame", "device = '70b3d57ba0000005'"));
    assertEquals(0, seen("dash_reception", "device = '70b3d57ba0000005'"));
    assertEquals(1, seen("dash_device", "site = 'simulated' AND contact = 'never heard'"));
  }

  private static long seen(String view, String condition) {
    return riverside.number("SELECT count(*) FROM " + view + " WHERE " + condition);
  }

  private static List<String> losses(String device) {
    return riverside.texts(
        "SELECT frame_counter || ' ' || lost_before FROM dash_frame WHERE device = '%s' ORDER BY time"
            .formatted(device));
  }

  // Each frame is sent a minute after the one before, and says something else.
  private static GaugeFrame frame(String device, long counter) {
    sent++;
    return GaugeFrame.of(device, counter, 1000 + sent, NOON.plus(Duration.ofMinutes(sent)));
  }

  private static Message macOnly(GaugeFrame frame) {
    var message = frame.message();
    var body =
        new String(message.body(), UTF_8)
            .replace("\"fPort\":1", "\"fPort\":0")
            .replaceFirst("\"data\":\"[^\"]*\"", "\"data\":\"\"");
    return new Message(
        message.source(), message.topic(), body.getBytes(UTF_8), message.arrivedAt(), false);
  }

  private static void accept(GaugeFrame frame) {
    accept(frame.message());
  }

  private static void accept(Message message) {
    assertEquals(STORED, riverside.accept(message));
  }
}
