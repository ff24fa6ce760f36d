package pilotfeld.processing.envelope;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/// The integers that stand for SenML's labels in CBOR (RFC 8428, section 6, table 4).
final class SenmlLabels {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("-6", "bs"),
          entry("-5", "bv"),
          entry("-4", "bu"),
          entry("-3", "bt"),
          entry("-2", "bn"),
          entry("-1", "bver"),
          entry("0", "n"),
          entry("1", "u"),
          entry("2", "v"),
          entry("3", "vs"),
          entry("4", "vb"),
          entry("5", "s"),
          entry("6", "t"),
          entry("7", "ut"),
          entry("8", "vd"));

  private SenmlLabels() {}

  /// The same pack with the labels that JSON has; what is no record stays for SenML to refuse.
  static JsonNode named(JsonNode pack) throws UnreadableException {
    if (!pack.isArray()) {
      return pack;
    }
    var named = JsonNodeFactory.instance.arrayNode(pack.size());
    for (var each : pack) {
      named.add(each.isObject() ? record(each) : each);
    }
    return named;
  }

  private static JsonNode record(JsonNode each) throws UnreadableException {
    var named = JsonNodeFactory.instance.objectNode();
    for (var field : each.properties()) {
      var label = NAMES.getOrDefault(field.getKey(), field.getKey());
      if (named.has(label)) {
        throw new UnreadableException("the label " + label + " stands twice in one record");
      }
      named.set(label, field.getValue());
    }
    return named;
  }
}
