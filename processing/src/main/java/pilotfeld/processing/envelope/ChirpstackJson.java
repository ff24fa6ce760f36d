package pilotfeld.processing.envelope;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pilotfeld.processing.envelope.Chirpstack.Origin;
import pilotfeld.processing.envelope.Chirpstack.Sender;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Radio.Reception;
import pilotfeld.processing.reading.Uplink.Counter;
import pilotfeld.processing.reading.Uplink.Kind;

/// ChirpStack v4 in JSON. A missing number is a zero: nested messages, and early versions
/// everywhere, leave zeros out.
final class ChirpstackJson {

  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  private static final int SPREADING_FACTOR_LIMIT = 12;
  private static final int PORT_LIMIT = 255;

  private ChirpstackJson() {}

  static Envelope read(Origin origin) throws UnreadableException {
    var kind = Chirpstack.kind(origin.event());
    var event = Json.read(origin.body());
    var sender = origin.sender(Json.text(event.path("deviceInfo"), "devEui"));
    return kind == Kind.UPLINK ? frame(sender, event) : event(sender, kind, event);
  }

  private static Frame frame(Sender sender, JsonNode event) throws UnreadableException {
    var time = Json.time(event, "time");
    var payload = Json.base64(event, "data");
    var counter =
        new Counter(
            Chirpstack.devAddr(Json.text(event, "devAddr").orElse("")),
            Json.integer(event, "fCnt", 0, UNSIGNED_INT_LIMIT),
            (int) Json.integer(event, "fPort", 0, PORT_LIMIT));
    return new Frame(
        sender.identity(
            Json.text(event, "deduplicationId"), time, counter.devAddr(), counter.value(), payload),
        sender.device(),
        counter,
        payload,
        event.hasNonNull("joinServerContext"),
        radio(event),
        time.isPresent() ? time : heard(event));
  }

  private static Event event(Sender sender, Kind kind, JsonNode event) throws UnreadableException {
    var time = Json.time(event, "time");
    var identity =
        sender.identity(Json.text(event, "deduplicationId"), time, sender.message().body());
    // Only a log has a context: the message id of the uplink that it complains of.
    var about = Json.text(event.path("context"), "deduplication_id").map(sender::uplink);
    return new Event(
        identity, kind, sender.device(), time, samples(kind, event), about, text(kind, event));
  }

  private static List<Sample> samples(Kind kind, JsonNode event) throws UnreadableException {
    if (kind != Kind.STATUS) {
      return List.of();
    }
    var samples = new ArrayList<Sample>();
    samples.add(StatusSamples.margin(Json.number(event, "margin")));
    if (!event.path("externalPowerSource").asBoolean()
        && !event.path("batteryLevelUnavailable").asBoolean()) {
      samples.add(StatusSamples.battery(Json.number(event, "batteryLevel")));
    }
    return samples;
  }

  private static Optional<String> text(Kind kind, JsonNode event) {
    return kind == Kind.LOG
        ? Optional.of(
            "%s %s: %s"
                .formatted(
                    Json.text(event, "level").orElse("INFO"),
                    Json.text(event, "code").orElse("UNKNOWN"),
                    event.path("description").asText()))
        : Optional.empty();
  }

  // When a gateway or the server heard it, as today's and early versions call that; the earliest
  // says.
  private static Optional<Instant> heard(JsonNode event) throws UnreadableException {
    for (var field : List.of("nsTime", "gwTime", "time")) {
      var times = new ArrayList<Instant>();
      for (var reception : event.path("rxInfo")) {
        Json.time(reception, field).ifPresent(times::add);
      }
      if (!times.isEmpty()) {
        return times.stream().min(naturalOrder());
      }
    }
    return Optional.empty();
  }

  private static Radio radio(JsonNode event) throws UnreadableException {
    var receptions = new ArrayList<Reception>();
    for (var reception : event.path("rxInfo")) {
      receptions.add(
          Hearing.of(
              "rxInfo[%d]".formatted(receptions.size()),
              Json.text(reception, "gatewayId").orElse(""),
              Json.number(reception, "rssi"),
              Json.number(reception, "snr")));
    }
    var transmission = event.path("txInfo");
    var lora = transmission.path("modulation").path("lora");
    var spreadingFactor = (int) Json.integer(lora, "spreadingFactor", 0, SPREADING_FACTOR_LIMIT);
    return new Radio(
        spreadingFactor == 0 ? Optional.empty() : Optional.of(spreadingFactor),
        (int) Json.integer(lora, "bandwidth", 0, Integer.MAX_VALUE),
        Json.integer(transmission, "frequency", 0, UNSIGNED_INT_LIMIT),
        receptions);
  }
}
