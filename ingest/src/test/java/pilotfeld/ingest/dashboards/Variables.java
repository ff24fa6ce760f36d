package pilotfeld.ingest.dashboards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is chosen in the variables of a dashboard, written into its statements as Grafana does.
record Variables(Map<String, Chosen> chosen) {

  static final Variables NONE = new Variables(Map.of());

  private static final Pattern USE = Pattern.compile("\\$(?:\\{(\\w+)[^}]*}|(\\w+))");

  /// @param many whether several may be chosen, which are then written as a list of literals
  record Chosen(List<String> values, boolean many) {

    String written() {
      var doubled = values.stream().map(value -> value.replace("'", "''")).toList();
      return many ? "'" + String.join("','", doubled) + "'" : doubled.getFirst();
    }
  }

  Variables with(String name, Chosen value) {
    var more = new LinkedHashMap<>(chosen);
    more.put(name, value);
    return new Variables(more);
  }

  String expand(String sql) {
    return USE.matcher(sql)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), name(found))));
  }

  private String value(String use, String name) {
    return chosen.containsKey(name) ? chosen.get(name).written() : use;
  }

  private static String name(java.util.regex.MatchResult found) {
    return found.group(1) != null ? found.group(1) : found.group(2);
  }

  /// The names of the variables that a text uses, but for Grafana's own.
  static List<String> used(String text) {
    return USE.matcher(text)
        .results()
        .map(Variables::name)
        .filter(name -> !name.startsWith("__"))
        .toList();
  }
}
