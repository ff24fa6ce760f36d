package pilotfeld.processing.registry.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A device model as it might be. A person must look at it: names of fields say little, and their
/// units mostly nothing.
///
/// @param quantities fields that were recognised
/// @param others fields that were not
public record Proposal(PublishedDevice device, List<String> quantities, List<String> others) {

  private static final int SHOWN_VALUES = 5;
  private static final int SHOWN_LENGTH = 40;

  /// @param results what the device's codec returns, as far as it is published
  static Proposal of(PublishedDevice device, List<JsonNode> results) {
    var quantities = new ArrayList<String>();
    var others = new ArrayList<String>();
    var series = new HashSet<String>();
    for (var field : DecodedField.of(results)) {
      QuantityRule.of(field)
          .ifPresentOrElse(
              rule -> quantities.add(entry(field, rule, series.add(rule.quantity()))),
              () -> others.add(field.name()));
    }
    return new Proposal(device, quantities, others);
  }

  // Of several fields of one quantity all but the first need a channel.
  private static String entry(DecodedField field, QuantityRule rule, boolean first) {
    var lines = new ArrayList<String>();
    lines.add("  - field: %s   # published: %s".formatted(quoted(field.name()), shown(field)));
    lines.add("    quantity: " + rule.quantity());
    lines.add("    unit: " + quoted(rule.unitOf(field)));
    lines.add("    of: " + rule.of().name().toLowerCase(Locale.ROOT));
    if (!first) {
      lines.add("    channel: " + quoted(field.name()));
    }
    var words = words(field);
    if (!words.isEmpty()) {
      lines.add("    values: {%s}".formatted(words));
    }
    return String.join("\n", lines);
  }

  private static String shown(DecodedField field) {
    var values =
        field.values().stream()
            .limit(SHOWN_VALUES)
            .map(JsonNode::toString)
            .collect(Collectors.joining(", "));
    return values.length() > SHOWN_LENGTH ? values.substring(0, SHOWN_LENGTH) + "…" : values;
  }

  private static String words(DecodedField field) {
    var words =
        field.values().stream()
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .filter(text -> !text.strip().matches("[+-]?[\\d.]+"))
            .distinct()
            .sorted()
            .toList();
    return IntStream.range(0, words.size())
        .mapToObj(number -> quoted(words.get(number)) + ": " + number)
        .collect(Collectors.joining(", "));
  }

  // JSON's texts are YAML's.
  private static String quoted(String text) {
    return JsonNodeFactory.instance.textNode(text).toString();
  }

  /// As `model.yaml` has it.
  public String definition() {
    var lines = new ArrayList<String>();
    lines.add(
        "# A proposal by the names of fields and published values. Check each quantity and unit, set the interval, add");
    lines.add("# ranges and tests; then take away the next line.");
    lines.add("proposed: true");
    lines.add("vendor: " + quoted(device.vendor()));
    lines.add("name: " + quoted(device.name()));
    device.description().ifPresent(text -> lines.add("description: " + quoted(text)));
    device.documentation().ifPresent(text -> lines.add("documentation: " + quoted(text)));
    lines.add("interval: PT1H   # not published: how often does a healthy one report?");
    lines.add(quantities.isEmpty() ? "quantities: []" : "quantities:");
    lines.addAll(quantities);
    if (!others.isEmpty()) {
      lines.add(
          "# Not recognised: "
              + others.stream().map(Proposal::quoted).collect(Collectors.joining(", ")));
    }
    return String.join("\n", lines) + "\n";
  }
}
