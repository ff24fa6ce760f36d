package pilotfeld.processing.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import pilotfeld.processing.registry.DeviceModel.Quantity;

/// Finds the number of a quantity in what a codec returned.
final class FieldValue {

  private FieldValue() {}

  /// The field's node; empty if the payload has no such field.
  static Optional<JsonNode> find(JsonNode data, String field) {
    var node = data;
    for (var step : field.split("\\.")) {
      node = node.path(step);
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /// Its number: a number, a number as text, true as 1, or a word that the model knows. Empty if it
  /// is none of these.
  static OptionalDouble number(Quantity quantity, JsonNode node) {
    if (node.isBoolean()) {
      return OptionalDouble.of(node.asBoolean() ? 1 : 0);
    }
    if (node.isNumber()) {
      return finite(node.doubleValue());
    }
    if (!node.isTextual()) {
      return OptionalDouble.empty();
    }
    var word = quantity.values().get(node.asText());
    return word == null ? parse(node.asText()) : OptionalDouble.of(word);
  }

  private static OptionalDouble parse(String text) {
    try {
      return finite(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
