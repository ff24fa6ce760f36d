package pilotfeld.ingest.dashboards;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import pilotfeld.ingest.dashboards.Variables.Chosen;

/// The choices that a variable offers, as its statement finds them.
final class Choice {

  private Choice() {}

  /// One for each pilot; of the others all together, or the first where one must be chosen.
  static List<Variables> of(JsonNode variable, Variables before, DashboardRole role) {
    var name = variable.path("name").asText();
    var sql = before.expand(variable.path("query").asText());
    var values = role.query(sql).stream().map(Choice::value).toList();
    assertFalse(values.isEmpty(), () -> "nothing to choose: " + sql);
    if (variable.path("multi").asBoolean()) {
      return List.of(before.with(name, new Chosen(values, true)));
    }
    var offered = name.equals("pilot") ? values : values.subList(0, 1);
    return offered.stream()
        .map(value -> before.with(name, new Chosen(List.of(value), false)))
        .toList();
  }

  private static String value(Map<String, Object> row) {
    return row.getOrDefault("__value", row.values().iterator().next()).toString();
  }
}
