package pilotfeld.ingest.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The figures as a table for people and as JSON.
///
/// @param conditions under which they were taken, in one line
record Report(String conditions, List<Figure> figures) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SMALL = 100;

  /// One line for each figure: median, least and most of the runs, and the target.
  String table() {
    var lines = new StringBuilder(conditions).append('\n');
    lines.append(row("figure", "median", "least", "most", "unit", "runs", "target"));
    for (var each : figures) {
      lines.append(
          row(
              each.name(),
              number(each.median()),
              number(each.least()),
              number(each.most()),
              each.unit(),
              Integer.toString(each.values().size()),
              Target.of(each)
                  .map(target -> target + (target.isMetBy(each) ? "  met" : "  MISSED"))
                  .orElse("")));
    }
    return lines.toString();
  }

  private static String row(Object... cells) {
    return "%-58s %12s %12s %12s  %-22s %4s  %s".formatted(cells).stripTrailing() + "\n";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < SMALL ? "%,.2f" : "%,.0f", value);
  }

  void write(Path file) throws IOException {
    var root = JSON.createObjectNode().put("conditions", conditions);
    var array = root.putArray("figures");
    figures.forEach(each -> add(array, each));
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void add(ArrayNode array, Figure figure) {
    ObjectNode node =
        array
            .addObject()
            .put("name", figure.name())
            .put("unit", figure.unit())
            .put("median", figure.median())
            .put("least", figure.least())
            .put("most", figure.most());
    var values = node.putArray("runs");
    figure.values().forEach(values::add);
    Target.of(figure)
        .ifPresent(
            target ->
                node.put("target", target.limit())
                    .put("more is better", target.atLeast())
                    .put("met", target.isMetBy(figure)));
  }
}
