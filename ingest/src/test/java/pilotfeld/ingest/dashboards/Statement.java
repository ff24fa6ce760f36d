package pilotfeld.ingest.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A statement of a dashboard, and what its panel or annotation makes of the rows.
///
/// @param needed columns without which something is missing on the screen
/// @param interval written for `$__interval`
/// @param span the range that the panel has of its own
record Statement(
    Dashboard dashboard,
    String place,
    Shape shape,
    String sql,
    Set<String> needed,
    String interval,
    Optional<Duration> span) {

  private static final String DEFAULT_INTERVAL = "10m";

  enum Shape {
    /// One row, of which every value is shown.
    FIGURES,
    /// Rows in the order of time, with numbers.
    TIME_SERIES,
    TABLE,
    ANNOTATION
  }

  /// Every statement of panels and annotations.
  static List<Statement> all() {
    return Dashboard.all().stream().flatMap(Statement::of).toList();
  }

  private static Stream<Statement> of(Dashboard dashboard) {
    return Stream.concat(
        dashboard.panels().stream()
            .flatMap(panel -> panel.targets().stream().map(each -> of(dashboard, panel, each))),
        dashboard.annotations().stream().map(each -> ofAnnotation(dashboard, each)));
  }

  private static Statement of(Dashboard dashboard, Panel panel, JsonNode target) {
    return new Statement(
        dashboard,
        panel + " " + target.path("refId").asText(),
        shape(panel, target),
        target.path("rawSql").asText(),
        panel.neededColumns(),
        panel.json().path("interval").asText(DEFAULT_INTERVAL),
        Optional.ofNullable(panel.json().get("timeFrom")).map(each -> Macros.span(each.asText())));
  }

  private static Shape shape(Panel panel, JsonNode target) {
    if (panel.type().equals("stat")) {
      return Shape.FIGURES;
    }
    return target.path("format").asText().equals("time_series") ? Shape.TIME_SERIES : Shape.TABLE;
  }

  private static Statement ofAnnotation(Dashboard dashboard, JsonNode annotation) {
    return new Statement(
        dashboard,
        annotation.path("name").asText(),
        Shape.ANNOTATION,
        annotation.at("/target/rawSql").asText(),
        Set.of("time", "text", "tags"),
        DEFAULT_INTERVAL,
        Optional.empty());
  }

  /// As it is sent to the database for a range that ends then.
  String expanded(Variables variables, Instant to, Duration range, boolean timescale) {
    var from = to.minus(span.orElse(range));
    return new Macros(from, to, interval, timescale).expand(variables.expand(sql));
  }

  @Override
  public String toString() {
    return dashboard + ", " + place;
  }
}
