package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Identity;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Radio.Reception;
import pilotfeld.processing.reading.Uplink.Counter;

/// Actility ThingPark's `DevEUI_uplink` in JSON (docs.thingpark.com/thingpark-x, “Uplink Message”).
/// In the untyped form every number is text. What its driver made of the payload is not looked at.
final class ThingPark {

  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  private static final int PORT_LIMIT = 255;
  private static final int SPREADING_FACTOR_LIMIT = 12;
  private static final String COUNTER = "FCntUp";

  private ThingPark() {}

  static Envelope read(Message message, JsonNode uplink) throws UnreadableException {
    var device = device(uplink);
    var counter = counter(uplink);
    var payload = Json.hex(uplink, "payload_hex");
    var mic = Json.text(uplink, "mic_hex").orElse("").toLowerCase(Locale.ROOT);
    var time = Json.time(uplink, "Time");
    // There is no message id. The time tells a frame from one of the same counter after a restart,
    // which has even the same MIC.
    var identity =
        time.map(
            each ->
                Identity.of(
                    message.source(),
                    "DevEUI_uplink",
                    device,
                    counter.devAddr(),
                    counter.value(),
                    mic,
                    payload,
                    each));
    var encrypted = Json.integer(uplink, "PayloadEncryption", 0, 1) == 1;
    return new Frame(identity, device, counter, payload, encrypted, radio(uplink), time);
  }

  private static String device(JsonNode uplink) throws UnreadableException {
    var eui = Json.text(uplink, "DevEUI").orElse("");
    return Eui.canonical(eui)
        .orElseThrow(
            () -> new UnreadableException("DevEUI is " + quoted(eui) + ": that is no DevEUI"));
  }

  // Unlike others it writes zeros out, so one that is missing is not known.
  private static Counter counter(JsonNode uplink) throws UnreadableException {
    if (!uplink.hasNonNull(COUNTER)) {
      throw new UnreadableException(COUNTER + " is missing: a frame has a counter");
    }
    return new Counter(
        Chirpstack.devAddr(Json.text(uplink, "DevAddr").orElse("")),
        Json.integer(uplink, COUNTER, 0, UNSIGNED_INT_LIMIT),
        (int) Json.integer(uplink, "FPort", 0, PORT_LIMIT));
  }

  private static Radio radio(JsonNode uplink) throws UnreadableException {
    var spreadingFactor = (int) Json.integer(uplink, "SpFact", 0, SPREADING_FACTOR_LIMIT);
    return new Radio(
        Optional.of(spreadingFactor).filter(factor -> factor > 0),
        0,
        Json.megahertz(uplink, "Frequency"),
        receptions(uplink));
  }

  // The best gateway stands in the frame itself, and again in the list where there is one.
  private static List<Reception> receptions(JsonNode uplink) throws UnreadableException {
    var listed = uplink.path("Lrrs").path("Lrr");
    var receptions = new ArrayList<Reception>();
    for (var each : listed.isObject() ? List.of(listed) : listed) {
      receptions.add(reception("Lrrs.Lrr[%d]".formatted(receptions.size()), each));
    }
    if (receptions.isEmpty() && uplink.hasNonNull("Lrrid")) {
      receptions.add(reception("the frame", uplink));
    }
    return receptions;
  }

  private static Reception reception(String place, JsonNode entry) throws UnreadableException {
    return Hearing.of(
        place,
        Json.text(entry, "Lrrid").orElse("").toLowerCase(Locale.ROOT),
        Json.numeral(entry, "LrrRSSI"),
        Json.numeral(entry, "LrrSNR"));
  }
}
