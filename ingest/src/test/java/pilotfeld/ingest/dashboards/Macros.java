package pilotfeld.ingest.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Expands what stands in a statement for the range of a dashboard, as Grafana's PostgreSQL plugin
/// does.
///
/// @param interval written for `$__interval`, such as 10m
/// @param timescale whether the data source is set to TimescaleDB
record Macros(Instant from, Instant to, String interval, boolean timescale) {

  private static final Pattern INTERVAL = Pattern.compile("\\$__interval\\b");
  private static final Pattern MACRO = Pattern.compile("\\$([_a-zA-Z0-9]+)\\(([^)]*)\\)");
  private static final Pattern SPAN = Pattern.compile("(\\d+)([smhd])");

  String expand(String sql) {
    var written = INTERVAL.matcher(sql).replaceAll(Matcher.quoteReplacement(interval));
    return MACRO.matcher(written).replaceAll(found -> Matcher.quoteReplacement(expansion(found)));
  }

  private String expansion(MatchResult found) {
    var arguments = List.of(found.group(2).split("\\s*,\\s*"));
    var column = arguments.getFirst();
    return switch (found.group(1)) {
      case "__timeFilter" -> column + " BETWEEN " + literal(from) + " AND " + literal(to);
      case "__timeFrom" -> literal(from);
      case "__timeTo" -> literal(to);
      case "__timeGroupAlias" -> group(column, span(arguments.get(1))) + " AS \"time\"";
      default -> throw new IllegalArgumentException("unknown macro: " + found.group());
    };
  }

  private String group(String column, Duration span) {
    var seconds = span.toSeconds();
    return timescale
        ? "time_bucket('%d.000s',%s)".formatted(seconds, column)
        : "floor(extract(epoch from %1$s)/%2$d)*%2$d".formatted(column, seconds);
  }

  /// A span as Grafana writes it: 30s, 10m, 1h, 90d.
  static Duration span(String text) {
    var found = SPAN.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("no span of time: " + text);
    }
    var amount = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String literal(Instant time) {
    return "'" + time + "'";
  }
}
