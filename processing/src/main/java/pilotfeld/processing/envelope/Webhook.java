package pilotfeld.processing.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import pilotfeld.processing.reading.Message;

/// What a network server posts to a webhook. ChirpStack names the event behind the address; of the
/// others the outermost fields of the body tell which one it is, so that nobody can set it wrongly.
final class Webhook {

  private static final String THING_PARK = "DevEUI_uplink";
  private static final String THE_THINGS_STACK = "end_device_ids";
  private static final String FIREFLY = "device.eui";

  private Webhook() {}

  /// @param event as ChirpStack names it
  static Envelope read(Message message, Optional<String> event) throws UnreadableException {
    return event.isPresent()
        ? Chirpstack.read(message, event.get())
        : read(message, Json.read(message.body()));
  }

  private static Envelope read(Message message, JsonNode body) throws UnreadableException {
    if (body.path(THING_PARK).isObject()) {
      return ThingPark.read(message, body.get(THING_PARK));
    }
    if (body.has(THE_THINGS_STACK)) {
      return TheThingsStack.read(message, body);
    }
    if (body.path("device").has("eui")) {
      return Firefly.read(message, body);
    }
    throw new UnreadableException(
        "of no known webhook; known are ChirpStack (by ?event=), The Things Stack (by %s), ThingPark (by %s) and Firefly (by %s)"
            .formatted(THE_THINGS_STACK, THING_PARK, FIREFLY));
  }
}
