package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import pilotfeld.processing.envelope.Envelope.Fields;

/// An object of a sensor's own, such as `{"temperature": 21.5, "time": 1784367255}`: the model says
/// which field is which quantity, `time` is when it was measured.
final class FlatFields {

  // As seconds, this is the year 5138; as milliseconds, March 1973.
  private static final double MILLISECONDS_FROM = 1e11;
  private static final double MILLISECONDS_BELOW = 1e14;

  private FlatFields() {}

  static Fields read(String device, JsonNode data) throws UnreadableException {
    if (!data.isObject()) {
      throw new UnreadableException(
          "an object such as {\"temperature\": 21.5} belongs there; an array of records is SenML");
    }
    return new Fields(device, data, time(data));
  }

  private static Optional<Instant> time(JsonNode data) throws UnreadableException {
    var time = data.path("time");
    return time.isNumber() ? Optional.of(unix(time)) : Json.time(data, "time");
  }

  private static Instant unix(JsonNode time) throws UnreadableException {
    var value = time.doubleValue();
    if (Math.abs(value) < MILLISECONDS_FROM) {
      return Instant.ofEpochMilli(Math.round(value * 1000));
    }
    if (Math.abs(value) < MILLISECONDS_BELOW) {
      return Instant.ofEpochMilli(Math.round(value));
    }
    throw new UnreadableException(
        "time is %s: Unix time in seconds or milliseconds, or a time such as 2026-07-01T12:00:00Z belongs there"
            .formatted(quoted(time.toString())));
  }
}
