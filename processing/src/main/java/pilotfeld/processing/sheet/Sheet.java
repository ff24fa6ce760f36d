package pilotfeld.processing.sheet;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A table of devices in CSV, with a line that names the columns. Separator, encoding and the names
/// of the columns, German or English, are found out.
public sealed interface Sheet<C extends Enum<C> & NamedColumn> {

  /// Most bytes of a file.
  int BYTES_LIMIT = 8 << 20;

  /// Most devices of a file.
  int DEVICES_LIMIT = 20_000;

  /// It could be read.
  ///
  /// @param lines below the heading, in their order, but for empty ones
  /// @param columns that the heading names
  /// @param leftOut names of columns that are not looked at
  record Lines<C extends Enum<C> & NamedColumn>(
      List<Line<C>> lines, List<C> columns, List<String> leftOut) implements Sheet<C> {

    public Lines {
      lines = List.copyOf(lines);
      columns = List.copyOf(columns);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// It is no such table.
  ///
  /// @param why what is wrong, and what to do
  record Unreadable<C extends Enum<C> & NamedColumn>(String why) implements Sheet<C> {

    public Unreadable {
      requireNonNull(why, "why");
    }
  }

  /// Reads a file.
  ///
  /// @param columns that it may have
  /// @param first the one by which a heading is told from what stands above it
  static <C extends Enum<C> & NamedColumn> Sheet<C> read(byte[] file, Class<C> columns, C first) {
    if (file.length > BYTES_LIMIT) {
      return new Unreadable<>(
          "it has %d bytes, at most %d are read: divide it".formatted(file.length, BYTES_LIMIT));
    }
    if (file.length > 1 && file[0] == 'P' && file[1] == 'K') {
      return new Unreadable<>("it is a workbook of a spreadsheet: save it as CSV");
    }
    var text = SheetText.of(file);
    var heading = Heading.find(text, new ColumnNames<>(columns), first);
    if (heading.isEmpty()) {
      return new Unreadable<>(
          "none of its first %d lines names a column %s: put %s in the first line, separated as the others are"
              .formatted(Heading.LINES_ABOVE_LIMIT + 1, first.title(), titles(columns)));
    }
    return heading
        .get()
        .fault()
        .<Sheet<C>>map(Unreadable::new)
        .orElseGet(() -> read(heading.get(), text));
  }

  private static <C extends Enum<C> & NamedColumn> String titles(Class<C> columns) {
    var titles = Stream.of(columns.getEnumConstants()).map(NamedColumn::title).toList();
    var last = titles.size() - 1;
    return titles.stream().limit(last).collect(joining(", ")) + " and " + titles.get(last);
  }

  private static <C extends Enum<C> & NamedColumn> Sheet<C> read(Heading<C> heading, String text) {
    var lines = new ArrayList<Line<C>>();
    try (var reader = Heading.reader(heading.separator(), text)) {
      for (var fields : reader) {
        var line = new Line<>(heading, fields);
        if (line.number() > heading.line() && !line.isBlank()) {
          lines.add(line);
        }
        if (lines.size() > DEVICES_LIMIT) {
          return new Unreadable<>(
              "it has more than %d devices: divide it".formatted(DEVICES_LIMIT));
        }
      }
    } catch (CsvParseException | IOException e) {
      return new Unreadable<>("its quotation marks do not come in pairs: export it again");
    }
    return new Lines<>(lines, List.copyOf(heading.places().keySet()), heading.unknown());
  }
}
