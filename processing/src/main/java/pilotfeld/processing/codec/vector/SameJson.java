package pilotfeld.processing.codec.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/// Compares what codecs return: numbers by value, fields in any order.
final class SameJson {

  private static final double TOLERANCE = 1e-9;
  private static final List<String> LISTS_THAT_MAY_BE_LEFT_OUT = List.of("errors", "warnings");
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) -> one.equals(other) || sameNumber(one, other) ? 0 : 1;

  private SameJson() {}

  /// Whether two results say the same; without errors and with an empty list of them is the same.
  static boolean sameResult(JsonNode expected, JsonNode actual) {
    return withoutEmptyLists(expected).equals(BY_VALUE, withoutEmptyLists(actual));
  }

  private static boolean sameNumber(JsonNode one, JsonNode other) {
    if (!one.isNumber() || !other.isNumber()) {
      return false;
    }
    var first = one.doubleValue();
    var second = other.doubleValue();
    return first == second
        || Math.abs(first - second) <= TOLERANCE * Math.max(Math.abs(first), Math.abs(second));
  }

  private static JsonNode withoutEmptyLists(JsonNode result) {
    if (!(result instanceof ObjectNode object)) {
      return result;
    }
    var copy = object.objectNode();
    object.properties().stream()
        .filter(
            field ->
                !LISTS_THAT_MAY_BE_LEFT_OUT.contains(field.getKey()) || !field.getValue().isEmpty())
        .forEach(field -> copy.set(field.getKey(), field.getValue()));
    return copy;
  }
}
