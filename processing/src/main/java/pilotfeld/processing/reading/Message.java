package pilotfeld.processing.reading;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// What a transport hands over: the bytes as they came, and from where. A transport knows nothing
/// of their meaning.
///
/// @param source name of the network server or transport that sent it, such as `chirpstack` or
///   `coap`
/// @param topic MQTT topic, or path of the CoAP or HTTP resource
/// @param body the bytes as they came; not copied, so nobody may alter them
/// @param arrivedAt our clock
/// @param redelivered whether the transport itself marked it as a second delivery
public record Message(
    String source, String topic, byte[] body, Instant arrivedAt, boolean redelivered) {

  /// Longest topic that is taken, in characters.
  public static final int TOPIC_LIMIT = 512;

  /// Longest body that is taken, in bytes; receivers refuse more at the door.
  public static final int BODY_LIMIT = 256 * 1024;

  /// @throws IllegalArgumentException if the topic or the body is over its limit
  public Message {
    requireNonNull(source, "source");
    requireNonNull(arrivedAt, "arrivedAt");
    if (topic.length() > TOPIC_LIMIT) {
      throw new IllegalArgumentException(
          "topic of " + topic.length() + " characters: at most " + TOPIC_LIMIT + " are taken");
    }
    if (body.length > BODY_LIMIT) {
      throw new IllegalArgumentException(
          "body of " + body.length + " bytes: at most " + BODY_LIMIT + " are taken");
    }
  }
}
