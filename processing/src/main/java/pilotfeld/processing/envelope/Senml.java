package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.envelope.Envelope.Pack;
import pilotfeld.processing.reading.Message;

/// Sensor Measurement Lists (RFC 8428): base fields are carried from record to record, names and
/// times resolved. The sum of `energy` is the sample `energy.sum`, in its unit times seconds.
final class Senml {

  private static final int RECORD_LIMIT = 1000;
  // Section 4.5.3: below 2^28 a time is relative to now.
  private static final double RELATIVE_BELOW = 1 << 28;
  private static final List<String> VALUES = List.of("v", "vs", "vb", "vd");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-:./_]*");

  private final Instant now;
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private String baseName = "";
  private double baseTime;
  private double baseValue;
  private Optional<Double> baseSum = Optional.empty();
  private Optional<String> baseUnit = Optional.empty();
  private Optional<Integer> version = Optional.empty();
  private boolean timed;

  private Senml(Instant now) {
    this.now = now;
  }

  /// @param records with the labels of JSON
  static Pack read(Message message, String device, JsonNode records) throws UnreadableException {
    if (!records.isArray() || records.isEmpty() || records.size() > RECORD_LIMIT) {
      throw new UnreadableException(
          "a SenML pack is an array of 1 to " + RECORD_LIMIT + " records");
    }
    var senml = new Senml(message.arrivedAt());
    senml.resolve(records);
    return new Pack(device, senml.samples, senml.timed, senml.remarks);
  }

  private void resolve(JsonNode records) throws UnreadableException {
    var index = 0;
    for (var each : records) {
      try {
        SenmlForm.check(each);
        requireOneVersion(each);
        carryBase(each);
        resolveRecord(each);
      } catch (UnreadableException e) {
        throw new UnreadableException("record " + index + ": " + e.getMessage());
      }
      index++;
    }
  }

  // Section 4.4: all records of a pack are of one version.
  private void requireOneVersion(JsonNode each) throws UnreadableException {
    var given = each.path("bver").asInt(version.orElse(SenmlForm.VERSION));
    if (version.isPresent() && version.get() != given) {
      throw new UnreadableException(
          "bver is %d after records of version %d".formatted(given, version.get()));
    }
    version = Optional.of(given);
  }

  private void carryBase(JsonNode each) throws UnreadableException {
    baseName = each.has("bn") ? each.get("bn").asText() : baseName;
    baseTime = each.has("bt") ? Json.number(each, "bt") : baseTime;
    baseUnit = each.has("bu") ? Json.text(each, "bu") : baseUnit;
    baseValue = each.has("bv") ? Json.number(each, "bv") : baseValue;
    baseSum = each.has("bs") ? Optional.of(Json.number(each, "bs")) : baseSum;
  }

  private void resolveRecord(JsonNode each) throws UnreadableException {
    var value = value(each);
    var sum = sum(each);
    if (value.isEmpty() && sum.isEmpty() && !each.has("vd")) {
      return;
    }
    var name = name(each);
    var unit = Json.text(each, "u").or(() -> baseUnit);
    var time = time(baseTime + Json.number(each, "t"));
    value.ifPresent(present -> samples.add(new Sample(name, unit, time, present)));
    sum.ifPresent(
        present ->
            samples.add(new Sample(name + ".sum", unit.map(base -> base + ".s"), time, present)));
    if (each.has("vd")) {
      remarks.add(name + " is data (vd): nothing that was measured");
    }
  }

  private Optional<JsonNode> value(JsonNode each) throws UnreadableException {
    if (VALUES.stream().filter(each::has).count() > 1) {
      throw new UnreadableException("more than one of v, vs, vb and vd");
    }
    if (each.has("v")) {
      return Optional.of(finite("v", baseValue, Json.number(each, "v")));
    }
    if (each.has("vb")) {
      return Optional.of(DoubleNode.valueOf(each.get("vb").asBoolean() ? 1 : 0));
    }
    return Optional.ofNullable(each.get("vs"));
  }

  // The base sum alone makes a sum only where the record has no value: a temperature behind the
  // base sum of a meter has none.
  private Optional<JsonNode> sum(JsonNode each) throws UnreadableException {
    var alone = baseSum.isPresent() && each.has("n") && VALUES.stream().noneMatch(each::has);
    return each.has("s") || alone
        ? Optional.of(finite("s", baseSum.orElse(0.0), Json.number(each, "s")))
        : Optional.empty();
  }

  private static JsonNode finite(String field, double base, double value)
      throws UnreadableException {
    if (!Double.isFinite(base + value)) {
      throw new UnreadableException(
          "the sum of b%1$s and %1$s is no finite number".formatted(field));
    }
    return DoubleNode.valueOf(base + value);
  }

  // The whole name is unique in the world; the part behind the device's is what the model maps.
  private String name(JsonNode each) throws UnreadableException {
    var name = baseName + each.path("n").asText();
    if (!NAME.matcher(name).matches()) {
      throw new UnreadableException(
          "its name " + quoted(name) + " is empty or has characters that SenML does not allow");
    }
    var own = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
    return own.isEmpty() ? name : own;
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
