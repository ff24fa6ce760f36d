package pilotfeld.processing.pilot;

import static java.util.stream.Collectors.joining;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.processing.sheet.Entries;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.Sheet;

/// The devices of a whole pilot: CSV with a line that names the columns, of which DevEUI, pilot and
/// site must be there, and a line for each device. Separator, encoding and the names of the
/// columns, German or English, are found out.
public final class PilotFile {

  /// Most bytes of a file.
  public static final int BYTES_LIMIT = Sheet.BYTES_LIMIT;

  private PilotFile() {}

  /// Reads a file.
  ///
  /// @param zone whose days and hours are meant where a time has no offset
  public static Entries<PilotRow> read(byte[] file, ZoneId zone) {
    return switch (Sheet.read(file, Column.class, Column.DEVICE)) {
      case Sheet.Unreadable<Column>(var why) -> new Unreadable<>(why);
      case Sheet.Lines<Column> lines ->
          missing(lines.columns())
              .<Entries<PilotRow>>map(Unreadable::new)
              .orElseGet(() -> Entries.of(lines, new RowReader(zone)::row));
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
}
