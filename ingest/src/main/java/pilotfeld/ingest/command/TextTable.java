package pilotfeld.ingest.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table for people.
final class TextTable {

  private TextTable() {}

  /// Each column is as wide as its longest word.
  static void print(PrintWriter out, List<String> headings, Stream<List<String>> rows) {
    var table = Stream.concat(Stream.of(headings), rows).toList();
    var format =
        IntStream.range(0, headings.size())
            .map(column -> table.stream().mapToInt(row -> row.get(column).length()).max().orElse(1))
            .mapToObj("%%-%ds"::formatted)
            .collect(Collectors.joining("  "));
    table.forEach(row -> out.println(format.formatted(row.toArray()).strip()));
  }
}
