package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Identity;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Uplink.Counter;

/// A packet of Firefly in JSON (apidocs.fireflyiot.com). What its parser made of the payload is not
/// looked at; packets without a frame counter are not documented and wait.
final class Firefly {

  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  private static final int PORT_LIMIT = 255;
  // The last microsecond of the year 9999.
  private static final long MICROSECONDS_LIMIT = 253_402_300_799_999_999L;

  private final Message message;
  private final JsonNode packet;
  private final String device;

  private Firefly(Message message, JsonNode packet) throws UnreadableException {
    this.message = message;
    this.packet = packet;
    this.device = device(packet.path("device"));
  }

  static Envelope read(Message message, JsonNode packet) throws UnreadableException {
    return new Firefly(message, packet).frame();
  }

  private static String device(JsonNode device) throws UnreadableException {
    var eui = Json.text(device, "eui").orElse("");
    return Eui.canonical(eui)
        .orElseThrow(
            () -> new UnreadableException("device.eui is " + quoted(eui) + ": that is no DevEUI"));
  }

  private Frame frame() throws UnreadableException {
    requireIntegrity();
    var counter =
        new Counter(
            Chirpstack.devAddr(Json.text(packet.path("device"), "address").orElse("")),
            counted(),
            (int) Json.integer(packet, "port", 0, PORT_LIMIT));
    var payload = Json.hex(packet, "payload");
    var inserted = inserted();
    var heard = heard();
    return new Frame(
        identity(inserted, counter, payload),
        device,
        counter,
        payload,
        packet.path("payload_encrypted").asBoolean(),
        FireflyRadio.of(packet),
        heard.isPresent() ? heard : inserted);
  }

  // Whoever sent it did not have the keys of the device.
  private void requireIntegrity() throws UnreadableException {
    if (packet.hasNonNull("mic_pass") && !packet.get("mic_pass").asBoolean()) {
      throw new UnreadableException(
          "mic_pass is false: the network server takes the frame for none of this device");
    }
  }

  private long counted() throws UnreadableException {
    if (packet.hasNonNull("frame_counter")) {
      return Json.integer(packet, "frame_counter", 0, UNSIGNED_INT_LIMIT);
    }
    if (packet.path("parsed_packet").hasNonNull("fcnt")) {
      return Json.integer(packet.path("parsed_packet"), "fcnt", 0, UNSIGNED_INT_LIMIT);
    }
    throw new UnreadableException("frame_counter is missing: only uplinks are understood");
  }

  private Optional<UUID> identity(Optional<Instant> inserted, Counter counter, byte[] payload) {
    return Json.text(packet, "uid")
        .map(uid -> Identity.of(message.source(), "packet", device, uid))
        .or(
            () ->
                inserted.map(
                    each ->
                        Identity.of(
                            message.source(),
                            "packet",
                            device,
                            counter.devAddr(),
                            counter.value(),
                            payload,
                            each)));
  }

  // It has no zone and is UTC.
  private Optional<Instant> inserted() throws UnreadableException {
    var text = Json.text(packet, "inserted_at");
    try {
      return text.map(each -> LocalDateTime.parse(each).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Json.time(packet, "inserted_at");
    }
  }

  // When the server had it from the first gateway, in whatever order they are listed.
  private Optional<Instant> heard() throws UnreadableException {
    var times = new ArrayList<Instant>();
    for (var each : packet.path("server_data").path("gwrx")) {
      if (each.hasNonNull("srv_rcv_time")) {
        var micros = Json.integer(each, "srv_rcv_time", 0, MICROSECONDS_LIMIT);
        times.add(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      }
    }
    return times.stream().min(Comparator.naturalOrder());
  }
}
