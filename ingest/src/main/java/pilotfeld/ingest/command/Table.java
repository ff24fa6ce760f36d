package pilotfeld.ingest.command;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Lines for people, each column as wide as its longest word.
///
/// @param rows each with as many cells as there are headings
record Table(List<String> headings, List<List<String>> rows) {

  /// What stands where there is nothing.
  static final String NOTHING = "-";

  static String shown(Optional<Instant> time, ZoneId zone) {
    return time.map(each -> Times.shown(each, zone)).orElse(NOTHING);
  }

  void print(PrintWriter out) {
    var lines = Stream.concat(Stream.of(headings), rows.stream()).toList();
    var format =
        IntStream.range(0, headings.size())
            .map(column -> lines.stream().mapToInt(row -> row.get(column).length()).max().orElse(1))
            .mapToObj("%%-%ds"::formatted)
            .collect(Collectors.joining("  "));
    lines.forEach(row -> out.println(format.formatted(row.toArray()).strip()));
  }
}
