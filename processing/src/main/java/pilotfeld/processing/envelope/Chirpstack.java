package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Identity;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Uplink.Kind;

/// ChirpStack v4's MQTT and HTTP integrations (`api/proto/integration/integration.proto` of
/// chirpstack/chirpstack).
///
/// Whether it sends JSON or protobuf is a setting of the server that the topic does not tell. The
/// first byte does: `{` is 0x7B, which as a protobuf tag would be field 15 of a wire type that
/// starts none of these messages.
final class Chirpstack {

  private static final String UPLINK = "up";
  private static final Pattern DEV_ADDR = Pattern.compile("[0-9a-f]{8}");

  private Chirpstack() {}

  /// From the MQTT integration.
  static Envelope read(Message message, String topicDevice, String event)
      throws UnreadableException {
    var device =
        Eui.canonical(topicDevice)
            .orElseThrow(
                () ->
                    new UnreadableException(
                        "the topic's device " + quoted(topicDevice) + " is no DevEUI"));
    return read(new Origin(message, Optional.of(device), event));
  }

  /// From the HTTP integration, which names the event behind the address, and the device in the
  /// body only.
  static Envelope read(Message message, String event) throws UnreadableException {
    return read(new Origin(message, Optional.empty(), event));
  }

  private static Envelope read(Origin origin) throws UnreadableException {
    return Json.firstVisible(origin.body()) == '{'
        ? ChirpstackJson.read(origin)
        : ChirpstackProtobuf.read(origin);
  }

  static Kind kind(String event) throws UnreadableException {
    return switch (event) {
      case UPLINK -> Kind.UPLINK;
      case "join" -> Kind.JOIN;
      case "status" -> Kind.STATUS;
      case "log" -> Kind.LOG;
      case "ack", "txack", "location", "integration" -> Kind.NOTE;
      default -> throw new UnreadableException("ChirpStack has no event " + quoted(event));
    };
  }

  /// The canonical form of a device address: eight lower-case hex digits.
  static String devAddr(String text) throws UnreadableException {
    var address = text.toLowerCase(Locale.ROOT);
    if (DEV_ADDR.matcher(address).matches()) {
      return address;
    }
    throw new UnreadableException("devAddr is " + quoted(text) + ": eight hex digits belong there");
  }

  /// Where the message came from, before its payload is read.
  ///
  /// @param device that the topic names; empty over HTTP
  record Origin(Message message, Optional<String> device, String event) {

    byte[] body() {
      return message.body();
    }

    /// @param inPayload the device that the payload names, which must be the topic's if that names
    ///   one
    Sender sender(Optional<String> inPayload) throws UnreadableException {
      var named = inPayload.flatMap(Eui::canonical).orElse("");
      if (named.equals(device.orElse(named)) && !named.isEmpty()) {
        return new Sender(message, named, event);
      }
      throw new UnreadableException(
          "deviceInfo.devEui is %s, but %s"
              .formatted(
                  quoted(inPayload.orElse("")),
                  device.map(each -> "the topic names " + each).orElse("a DevEUI belongs there")));
    }
  }

  /// Whose message it is, as both encodings need it.
  record Sender(Message message, String device, String event) {

    /// The identity of an uplink of this device, by the server's message id.
    UUID uplink(String deduplicationId) {
      return Identity.of(message.source(), UPLINK, device, deduplicationId);
    }

    /// By the server's message id where there is one, else by time and content; a message without a
    /// time of its own has none.
    Optional<UUID> identity(
        Optional<String> deduplicationId, Optional<Instant> time, Object... content) {
      return deduplicationId
          .map(id -> Identity.of(message.source(), event, device, id))
          .or(
              () ->
                  time.map(
                      each ->
                          Identity.of(
                              message.source(), event, device, each, Identity.of(content))));
    }
  }
}
