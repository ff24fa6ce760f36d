package pilotfeld.processing.envelope;

import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.envelope.Envelope.Unreadable;
import pilotfeld.processing.reading.Message;

/// Finds the format of a message by its topic, and reads it. A pure function; never throws.
public final class EnvelopeReader {

  private static final Pattern CHIRPSTACK =
      Pattern.compile("application/[^/]+/device/(?<device>[^/]+)/event/(?<event>[^/]+)");
  private static final Pattern THE_THINGS_STACK =
      Pattern.compile("v3/[^/]+/devices/(?<device>[^/]+)/.+");
  private static final Pattern HOOK = Pattern.compile("hook(/[^?]*)?(\\?event=(?<event>[^?&]*))?");
  private static final Pattern OWN_MQTT = Pattern.compile("pilotfeld/(?<device>[^/]+)/up");
  private static final Pattern OWN_COAP =
      Pattern.compile("up/(?<device>[^/?]+)\\?ct=(?<format>\\d{1,5})");

  private EnvelopeReader() {}

  /// @return `Unreadable` with the reason where the bytes are not what the topic promises
  public static Envelope read(Message message) {
    try {
      return dispatch(message);
    } catch (UnreadableException e) {
      return new Unreadable(e.getMessage());
    }
  }

  private static Envelope dispatch(Message message) throws UnreadableException {
    if (message.body().length == 0) {
      throw new UnreadableException("the message is empty");
    }
    var chirpstack = CHIRPSTACK.matcher(message.topic());
    if (chirpstack.matches()) {
      return Chirpstack.read(message, chirpstack.group("device"), chirpstack.group("event"));
    }
    var things = THE_THINGS_STACK.matcher(message.topic());
    if (things.matches()) {
      return TheThingsStack.read(message, things.group("device"));
    }
    var hook = HOOK.matcher(message.topic());
    if (hook.matches()) {
      return Webhook.read(message, Optional.ofNullable(hook.group("event")));
    }
    var mqtt = OWN_MQTT.matcher(message.topic());
    if (mqtt.matches()) {
      return OwnSensor.read(message, mqtt.group("device"));
    }
    var coap = OWN_COAP.matcher(message.topic());
    if (coap.matches()) {
      return OwnSensor.read(message, coap.group("device"), Integer.parseInt(coap.group("format")));
    }
    throw new UnreadableException(
        "the topic is of no known format; known are application/<id>/device/<DevEUI>/event/<event>, v3/<application>/devices/<device>/<event>, hook, pilotfeld/<device>/up and up/<device>");
  }
}
