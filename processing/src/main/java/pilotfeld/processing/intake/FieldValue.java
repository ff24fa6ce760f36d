package pilotfeld.processing.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import pilotfeld.processing.registry.DeviceModel.Quantity;

/// Finds numbers and times in what a codec returned.
final class FieldValue {

  private static final int MILLIS = 1000;

  // Nothing that is measured comes near; sums and squares of what is larger overflow in the
  // database, and every average over such a value would fail.
  private static final double LARGEST = 1e30;

  // Java itself would read 12d and 0x1p3 too. Nothing is tried twice, or digits without end that
  // end
  // in something else would take time without end.
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?\\d++)?+");

  private FieldValue() {}

  /// The field's node; empty if the payload has no such field.
  static Optional<JsonNode> find(JsonNode data, String field) {
    var node = data;
    for (var step : field.split("\\.")) {
      node = node.path(step);
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /// A time: unix seconds, also as text, or RFC 3339. Empty if it is neither, as a local time is.
  static Optional<Instant> time(JsonNode node) {
    var seconds = parse(node.asText());
    if (seconds.isPresent()) {
      return instant(seconds.getAsDouble());
    }
    try {
      return Optional.of(OffsetDateTime.parse(node.asText().strip()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(double seconds) {
    var millis = seconds * MILLIS;
    return Math.abs(millis) > Long.MAX_VALUE / 2
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Math.round(millis)));
  }

  /// Its number: a number, a number as text, true as 1, or a word that the model knows. Empty if it
  /// is none of these.
  static OptionalDouble number(Quantity quantity, JsonNode node) {
    if (node.isBoolean()) {
      return OptionalDouble.of(node.asBoolean() ? 1 : 0);
    }
    if (node.isNumber()) {
      return bounded(node.doubleValue());
    }
    if (!node.isTextual()) {
      return OptionalDouble.empty();
    }
    var word = quantity.values().get(node.asText());
    return word == null ? parse(node.asText()) : OptionalDouble.of(word);
  }

  private static OptionalDouble parse(String text) {
    var number = text.strip();
    return DECIMAL.matcher(number).matches()
        ? bounded(Double.parseDouble(number))
        : OptionalDouble.empty();
  }

  private static OptionalDouble bounded(double value) {
    return Math.abs(value) <= LARGEST ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
