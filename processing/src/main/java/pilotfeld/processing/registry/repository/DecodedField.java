package pilotfeld.processing.registry.repository;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A field that published results of a codec have.
///
/// @param name with the names of the objects around it, by dots
/// @param values that were published
/// @param unit as the codec writes it, if it does
record DecodedField(String name, List<JsonNode> values, Optional<String> unit) {

  private static final String VALUE = "value";
  private static final String UNIT = "unit";

  DecodedField {
    values = List.copyOf(values);
  }

  /// Every field of these results, in the order in which they first appear. Arrays are left out:
  /// `history` needs no entry in a model, and others have no place there.
  static List<DecodedField> of(List<JsonNode> results) {
    var fields = new LinkedHashMap<String, DecodedField>();
    results.forEach(result -> collect("", result, fields));
    return List.copyOf(fields.values());
  }

  private static void collect(String name, JsonNode node, Map<String, DecodedField> fields) {
    // What stands beside a value describes it.
    if (node.path(VALUE).isNumber()) {
      var unit = Optional.of(node.path(UNIT)).filter(JsonNode::isTextual).map(JsonNode::asText);
      add(name + "." + VALUE, node.get(VALUE), unit, fields);
    } else if (node.isObject()) {
      var prefix = name.isEmpty() ? "" : name + ".";
      node.properties().forEach(each -> collect(prefix + each.getKey(), each.getValue(), fields));
    } else if (node.isValueNode() && !node.isNull()) {
      add(name, node, Optional.empty(), fields);
    }
  }

  private static void add(
      String name, JsonNode value, Optional<String> unit, Map<String, DecodedField> fields) {
    fields.merge(name, new DecodedField(name, List.of(value), unit), DecodedField::and);
  }

  private static DecodedField and(DecodedField one, DecodedField other) {
    var values = new ArrayList<>(one.values);
    other.values.stream().filter(value -> !values.contains(value)).forEach(values::add);
    return new DecodedField(one.name, values, one.unit.or(other::unit));
  }

  /// The words of its name in lower case: `BatV` has bat and v, `co2_ppm` has co2 and ppm.
  List<String> words() {
    return Stream.of(
            name.replaceAll("\\." + VALUE + "$", "")
                .replaceAll("([a-z\\d])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z\\d]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean hasFractions() {
    return values.stream().anyMatch(value -> value.asDouble() != Math.rint(value.asDouble()));
  }

  double largest() {
    return values.stream().mapToDouble(value -> Math.abs(value.asDouble())).max().orElse(0);
  }
}
