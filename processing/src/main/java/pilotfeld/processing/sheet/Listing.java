package pilotfeld.processing.sheet;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// What the lines of a sheet say, or why it says nothing.
///
/// @param <R> what a line says
public sealed interface Listing<R> {

  /// It could be read.
  ///
  /// @param rows of the lines that are in order, in their order
  /// @param faults of the others
  /// @param leftOut names of columns that are not looked at
  record Rows<R>(List<R> rows, List<LineFault> faults, List<String> leftOut) implements Listing<R> {

    public Rows {
      rows = List.copyOf(rows);
      faults = List.copyOf(faults);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// It is no such sheet.
  ///
  /// @param why what is wrong, and what to do
  record Unreadable<R>(String why) implements Listing<R> {

    public Unreadable {
      requireNonNull(why, "why");
    }
  }

  /// Says of one line what it says.
  interface RowReader<C extends Enum<C> & NamedColumn, R> {
    R read(Line<C> line) throws Faulty;
  }

  /// Reads lines one by one, in their order.
  static <C extends Enum<C> & NamedColumn, R> Rows<R> of(
      Sheet.Lines<C> sheet, RowReader<C, R> reader) {
    var rows = new ArrayList<R>();
    var faults = new ArrayList<LineFault>();
    for (var line : sheet.lines()) {
      try {
        rows.add(reader.read(line));
      } catch (Faulty e) {
        faults.add(new LineFault(line.number(), e.getMessage()));
      }
    }
    return new Rows<>(rows, faults, sheet.leftOut());
  }
}
