package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Identity;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Uplink.Counter;
import pilotfeld.processing.reading.Uplink.Kind;

/// The Things Stack v3 in JSON (`ApplicationUp` of TheThingsNetwork/lorawan-stack,
/// `api/ttn/lorawan/v3/messages.proto`). What a message is stands in its body, so that one from a
/// webhook reads as one from MQTT; all zeros are left out. What the server's own formatter made of
/// the payload is not looked at.
final class TheThingsStack {

  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  private static final int PORT_LIMIT = 255;
  private static final String UPLINK = "uplink_message";
  private static final String JOIN = "join_accept";
  // An uplink that was normalised came as uplink_message before.
  private static final List<String> NOTES =
      List.of(
          "uplink_normalized",
          "downlink_ack",
          "downlink_nack",
          "downlink_sent",
          "downlink_failed",
          "downlink_queued",
          "downlink_queue_invalidated",
          "location_solved",
          "service_data");
  private static final String SIMULATED =
      "simulated at the network server: nothing that was measured";

  private final Message message;
  private final JsonNode body;
  private final String device;

  private TheThingsStack(Message message, JsonNode body) throws UnreadableException {
    this.message = message;
    this.body = body;
    this.device = device(body.path("end_device_ids"));
  }

  /// From a webhook, whose address names no device.
  static Envelope read(Message message, JsonNode body) throws UnreadableException {
    return new TheThingsStack(message, body).envelope();
  }

  /// @param topicDevice what the topic calls the device: its id there, not its DevEUI
  static Envelope read(Message message, String topicDevice) throws UnreadableException {
    var body = Json.read(message.body());
    var named = Json.text(body.path("end_device_ids"), "device_id").orElse("");
    if (!named.equals(topicDevice)) {
      throw new UnreadableException(
          "end_device_ids.device_id is %s, but the topic names %s"
              .formatted(quoted(named), quoted(topicDevice)));
    }
    return read(message, body);
  }

  // A device activated by personalisation may have no DevEUI; then it has its name there.
  private static String device(JsonNode ids) throws UnreadableException {
    var eui = Json.text(ids, "dev_eui");
    if (eui.isPresent()) {
      return Eui.canonical(eui.get())
          .orElseThrow(
              () ->
                  new UnreadableException(
                      "end_device_ids.dev_eui is " + quoted(eui.get()) + ": that is no DevEUI"));
    }
    return Json.text(ids, "device_id")
        .flatMap(Eui::device)
        .orElseThrow(() -> new UnreadableException("end_device_ids names no device"));
  }

  private Envelope envelope() throws UnreadableException {
    if (body.path("simulated").asBoolean()) {
      return event("simulated", Kind.NOTE, Optional.of(SIMULATED));
    }
    if (body.hasNonNull(UPLINK)) {
      return frame(body.get(UPLINK));
    }
    if (body.hasNonNull(JOIN)) {
      return event(JOIN, Kind.JOIN, Optional.empty());
    }
    var note = NOTES.stream().filter(body::hasNonNull).findFirst();
    if (note.isPresent()) {
      return event(note.get(), Kind.NOTE, Optional.empty());
    }
    throw new UnreadableException(
        "none of the messages of The Things Stack, such as " + UPLINK + " or " + JOIN);
  }

  private Frame frame(JsonNode uplink) throws UnreadableException {
    var time = time(uplink);
    var payload = Json.base64(uplink, "frm_payload");
    var counter =
        new Counter(
            Chirpstack.devAddr(Json.text(body.path("end_device_ids"), "dev_addr").orElse("")),
            Json.integer(uplink, "f_cnt", 0, UNSIGNED_INT_LIMIT),
            (int) Json.integer(uplink, "f_port", 0, PORT_LIMIT));
    return new Frame(
        identity(uplink, time, counter, payload),
        device,
        counter,
        payload,
        uplink.hasNonNull("app_s_key"),
        TheThingsRadio.of(uplink),
        time);
  }

  // There is no message id; the counter starts anew with every session.
  private Optional<UUID> identity(
      JsonNode uplink, Optional<Instant> time, Counter counter, byte[] payload) {
    var session = Json.text(uplink, "session_key_id").orElse(counter.devAddr());
    return time.map(
        each ->
            Identity.of(message.source(), UPLINK, device, session, counter.value(), payload, each));
  }

  private Event event(String name, Kind kind, Optional<String> text) throws UnreadableException {
    var time = time(body.path(kind == Kind.JOIN ? JOIN : UPLINK));
    var identity =
        time.map(each -> Identity.of(message.source(), name, device, each, message.body()));
    return new Event(identity, kind, device, time, List.of(), Optional.empty(), text);
  }

  // The network server's time lies before that of the application server, which may have queued.
  private Optional<Instant> time(JsonNode part) throws UnreadableException {
    var network = Json.time(part, "received_at");
    return network.isPresent() ? network : Json.time(body, "received_at");
  }
}
