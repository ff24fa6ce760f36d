package pilotfeld.ingest.fault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import pilotfeld.processing.reading.Outcome;

/// One message of a load, the same bytes however often it is sent.
///
/// @param topic at the broker
/// @param becomes what it counts as when it is in the tables
record Sent(String topic, byte[] body, Outcome becomes) {

  /// A Decentlab DL-MBX that is registered.
  static final String GAUGE = "70b3d57ba00fa017";

  /// A sensor of one's own that is registered and sends by CoAP.
  static final String OWN_SENSOR = "fault-gauge";

  private static final String STRANGER = "70b3d57ba00f5757";
  private static final String FRAME = "02012f0003%04x00010bb1";
  // Of a version of Decentlab's protocol that its codec refuses.
  private static final String UNDECODABLE = "01012f0003%04x00010bb1";
  private static final String EVENT =
      """
      {"deduplicationId":"%s","time":"%s","deviceInfo":{"devEui":"%s"},"devAddr":"00189440","fCnt":%d,"fPort":1,"data":"%s"}
      """;

  /// What ChirpStack publishes. Of ten, one is of a device that nobody knows, and one cannot be
  /// decoded.
  ///
  /// @param application at the network server; its topics are of one load only
  static Sent uplink(String application, int number, Instant time) {
    return switch (number % 10) {
      case 3 -> uplink(application, STRANGER, FRAME, number, time, Outcome.UNREGISTERED);
      case 7 -> uplink(application, GAUGE, UNDECODABLE, number, time, Outcome.QUARANTINED);
      default -> uplink(application, GAUGE, FRAME, number, time, Outcome.STORED);
    };
  }

  private static Sent uplink(
      String application,
      String device,
      String payload,
      int number,
      Instant time,
      Outcome becomes) {
    var data = HexFormat.of().parseHex(payload.formatted(1000 + number % 500));
    var body =
        EVENT.formatted(
            UUID.randomUUID(), time, device, number, Base64.getEncoder().encodeToString(data));
    return new Sent(
        "application/" + application + "/device/" + device + "/event/up",
        body.getBytes(StandardCharsets.UTF_8),
        becomes);
  }

  /// What a sensor of one's own posts.
  static Sent post(int number, Instant time) {
    var body = "{\"distance\":%d,\"time\":%d}".formatted(1000 + number, time.getEpochSecond());
    return new Sent(
        "up/" + OWN_SENSOR + "?ct=50", body.getBytes(StandardCharsets.UTF_8), Outcome.STORED);
  }

  /// By which its bytes are found again: SHA-256 in hexadecimal digits.
  String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
