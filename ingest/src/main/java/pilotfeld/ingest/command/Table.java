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
/// @param rows each with as many cells as there are headings; what would move a terminal's cursor
///   is made harmless
record Table(List<String> headings, List<List<String>> rows) {

  /// What stands where there is nothing.
  static final String NOTHING = "-";

  Table {
    headings = List.copyOf(headings);
    rows = rows.stream().map(row -> row.stream().map(Table::printable).toList()).toList();
  }

  /// Text of others, such as a device, a broker or a server, for a terminal.
  ///
  /// @param foreign null for none
  static String printable(String foreign) {
    return foreign == null ? "" : foreign.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

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
