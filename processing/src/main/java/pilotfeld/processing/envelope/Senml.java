package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.envelope.Envelope.Pack;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Message;

/// Sensor Measurement Lists (RFC 8428): base fields are carried from record to record, names and
/// times resolved.
final class Senml {

  private static final int SENML_JSON = 110;
  private static final int RECORD_LIMIT = 1000;
  private static final int VERSION = 10;
  // Section 4.5.3: below 2^28 a time is relative to now.
  private static final double RELATIVE_BELOW = 1 << 28;
  private static final List<String> NUMBERS = List.of("bver", "bt", "bv", "t", "v");
  private static final List<String> TEXTS = List.of("bn", "bu", "n", "u");
  private static final List<String> VALUES = List.of("v", "vs", "vb", "vd");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-:./_]*");

  private final Instant now;
  private String baseName = "";
  private double baseTime;
  private double baseValue;
  private Optional<String> baseUnit = Optional.empty();
  private boolean timed;

  private Senml(Instant now) {
    this.now = now;
  }

  /// @param format CoAP content format; 110 is SenML JSON
  static Pack read(Message message, String name, int format) throws UnreadableException {
    var device =
        Eui.device(name)
            .orElseThrow(
                () ->
                    new UnreadableException(
                        quoted(name)
                            + " is no name of a device: lower-case letters, digits, . _ -"));
    if (format != SENML_JSON) {
      throw new UnreadableException(
          "content format " + format + " is not known here; known is 110 (application/senml+json)");
    }
    var records = Json.read(message.body());
    if (!records.isArray() || records.isEmpty() || records.size() > RECORD_LIMIT) {
      throw new UnreadableException(
          "a SenML pack is an array of 1 to " + RECORD_LIMIT + " records");
    }
    return new Senml(message.arrivedAt()).pack(device, records);
  }

  private Pack pack(String device, JsonNode records) throws UnreadableException {
    var samples = resolve(records);
    return new Pack(device, samples, timed);
  }

  private List<Sample> resolve(JsonNode records) throws UnreadableException {
    var samples = new ArrayList<Sample>();
    var index = 0;
    for (var each : records) {
      try {
        carryBase(each);
        sample(each).ifPresent(samples::add);
      } catch (UnreadableException e) {
        throw new UnreadableException("record " + index + ": " + e.getMessage());
      }
      index++;
    }
    return samples;
  }

  private void carryBase(JsonNode each) throws UnreadableException {
    if (!each.isObject()) {
      throw new UnreadableException("an object belongs there");
    }
    for (var field : (Iterable<String>) each::fieldNames) {
      if (field.endsWith("_")) {
        throw new UnreadableException(
            "the field " + quoted(field) + " must be understood and is not");
      }
    }
    for (var field : NUMBERS) {
      requireKind(each, field, each.path(field).isNumber(), "a number");
    }
    for (var field : TEXTS) {
      requireKind(each, field, each.path(field).isTextual(), "a text");
    }
    requireKind(each, "vb", each.path("vb").isBoolean(), "true or false");
    if (each.has("bver") && Json.integer(each, "bver", 0, Integer.MAX_VALUE) > VERSION) {
      throw new UnreadableException("bver is above " + VERSION);
    }
    baseName = each.has("bn") ? each.get("bn").asText() : baseName;
    baseTime = each.has("bt") ? Json.number(each, "bt") : baseTime;
    baseUnit = each.has("bu") ? Json.text(each, "bu") : baseUnit;
    baseValue = each.has("bv") ? Json.number(each, "bv") : baseValue;
  }

  // A null, as some encoders write for NaN, is no zero.
  private static void requireKind(JsonNode each, String field, boolean right, String kind)
      throws UnreadableException {
    if (each.has(field) && !right) {
      throw new UnreadableException(
          "%s is %s: %s belongs there".formatted(field, quoted(each.get(field).toString()), kind));
    }
  }

  private Optional<Sample> sample(JsonNode each) throws UnreadableException {
    var values = VALUES.stream().filter(each::has).count();
    if (values > 1) {
      throw new UnreadableException("more than one of v, vs, vb and vd");
    }
    if (!each.has("v") && !each.has("vb")) {
      return Optional.empty();
    }
    var name = baseName + each.path("n").asText();
    if (!NAME.matcher(name).matches()) {
      throw new UnreadableException(
          "its name " + quoted(name) + " is empty or has characters that SenML does not allow");
    }
    var value =
        each.has("vb") ? (each.get("vb").asBoolean() ? 1 : 0) : baseValue + Json.number(each, "v");
    if (!Double.isFinite(value)) {
      throw new UnreadableException("the sum of bv and v is no finite number");
    }
    var unit = Json.text(each, "u").or(() -> baseUnit);
    return Optional.of(
        new Sample(localName(name), unit, time(baseTime + Json.number(each, "t")), value));
  }

  // The whole name is unique in the world; the part behind the device's is what the model maps.
  private static String localName(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
  }

  // No time at all means now, as far as the sensor knows: that is our arrival. A time that counts
  // from it is read off our clock too, and makes no identity.
  private Optional<Instant> time(double seconds) throws UnreadableException {
    if (seconds == 0) {
      return Optional.empty();
    }
    var millis = seconds * 1000;
    if (Math.abs(millis) > Long.MAX_VALUE / 4.0) {
      throw new UnreadableException("its time " + seconds + " is no date");
    }
    if (Math.abs(seconds) < RELATIVE_BELOW) {
      return Optional.of(now.plusMillis(Math.round(millis)));
    }
    timed = true;
    return Optional.of(Instant.ofEpochMilli(Math.round(millis)));
  }
}
