package pilotfeld.processing.pilot;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.processing.sheet.Line;
import pilotfeld.processing.sheet.LineFault;
import pilotfeld.processing.sheet.Sheet;

/// The devices of a whole pilot: CSV with a line that names the columns, of which DevEUI, pilot and
/// site must be there, and a line for each device. Separator, encoding and the names of the
/// columns, German or English, are found out.
public sealed interface PilotFile {

  /// Most bytes of a file.
  int BYTES_LIMIT = Sheet.BYTES_LIMIT;

  /// It could be read.
  ///
  /// @param rows of the lines that are in order, in their order
  /// @param faults of the others
  /// @param leftOut names of columns that are not looked at
  record Rows(List<PilotRow> rows, List<LineFault> faults, List<String> leftOut)
      implements PilotFile {

    public Rows {
      rows = List.copyOf(rows);
      faults = List.copyOf(faults);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// It is no such file.
  ///
  /// @param why what is wrong, and what to do
  record Unreadable(String why) implements PilotFile {

    public Unreadable {
      requireNonNull(why, "why");
    }
  }

  /// Reads a file.
  ///
  /// @param zone whose days and hours are meant where a time has no offset
  static PilotFile read(byte[] file, ZoneId zone) {
    return switch (Sheet.read(file, Column.class, Column.DEVICE)) {
      case Sheet.Unreadable<Column>(var why) -> new Unreadable(why);
      case Sheet.Lines<Column>(var lines, var columns, var leftOut) ->
          missing(columns)
              .<PilotFile>map(Unreadable::new)
              .orElseGet(() -> rows(lines, leftOut, zone));
    };
  }

  private static Optional<String> missing(List<Column> columns) {
    var missing =
        Stream.of(Column.PILOT, Column.SITE)
            .filter(each -> !columns.contains(each))
            .map(Column::title)
            .collect(joining(" and "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("its heading does not name %s: add that column".formatted(missing));
  }

  private static Rows rows(List<Line<Column>> lines, List<String> leftOut, ZoneId zone) {
    var reader = new RowReader(zone);
    lines.forEach(reader::add);
    return reader.read(leftOut);
  }
}
