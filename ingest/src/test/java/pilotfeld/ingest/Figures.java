package pilotfeld.ingest;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A scrape, read by the rules of Prometheus' text format.
///
/// @param values of each series, by its name and labels as they stand there
record Figures(Map<String, Double> values) {

  private static final Pattern COMMENT =
      Pattern.compile(
          "# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram|summary|untyped))");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<series>[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"(\\\\[\\\\\"n]|[^\\\\\"])*\",?)+})?) (?<value>NaN|[+-]Inf|[+-]?[0-9.]+([eE][+-]?[0-9]+)?)");

  /// @throws IllegalArgumentException if a line is neither comment nor sample, or a series stands
  ///   there twice
  static Figures of(String text) {
    return new Figures(
        text.lines()
            .filter(line -> !COMMENT.matcher(line).matches())
            .map(SAMPLE::matcher)
            .peek(Figures::requireSample)
            .collect(toMap(each -> each.group("series"), Figures::number)));
  }

  private static void requireSample(Matcher line) {
    if (!line.matches()) {
      throw new IllegalArgumentException("no sample: " + line);
    }
  }

  private static double number(MatchResult sample) {
    return Double.parseDouble(sample.group("value").replace("Inf", "Infinity"));
  }

  /// @throws IllegalArgumentException if there is no such series
  double value(String metric, String label, String value) {
    return value("%s{%s=\"%s\"}".formatted(metric, label, value));
  }

  /// @throws IllegalArgumentException if there is no such series
  double value(String series) {
    if (!values.containsKey(series)) {
      throw new IllegalArgumentException(series + " is not among " + values.keySet());
    }
    return values.get(series);
  }

  /// Whether there is a series of that metric.
  boolean has(String metric) {
    return values.keySet().stream()
        .anyMatch(series -> series.equals(metric) || series.startsWith(metric + "{"));
  }
}
