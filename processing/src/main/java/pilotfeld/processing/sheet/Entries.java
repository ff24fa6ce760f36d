package pilotfeld.processing.sheet;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// What the lines of a sheet say, or why it says nothing.
///
/// @param <R> what a line says
public sealed interface Entries<R> {

  /// It could be read.
  ///
  /// @param rows of the lines that are in order, in their order
  /// @param faults of the others
  /// @param leftOut names of columns that are not looked at
  record Readable<R>(List<R> rows, List<LineFault> faults, List<String> leftOut)
      implements Entries<R> {

    public Readable {
      rows = List.copyOf(rows);
      faults = List.copyOf(faults);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// It is no such sheet.
  ///
  /// @param why what is wrong, and what to do
  record Unreadable<R>(String why) implements Entries<R> {

    public Unreadable {
      requireNonNull(why, "why");
    }
  }

  /// Says of one line what it says.
  interface Reader<C extends Enum<C> & NamedColumn, R> {
    R read(Line<C> line) throws Faulty;
  }

  /// Reads lines one by one, in their order.
  static <C extends Enum<C> & NamedColumn, R> Readable<R> of(
      Sheet.Lines<C> sheet, Reader<C, R> reader) {
    var rows = new ArrayList<R>();
    var faults = new ArrayList<LineFault>();
    for (var line : sheet.lines()) {
      try {
        rows.add(reader.read(line));
      } catch (Faulty e) {
        faults.add(new LineFault(line.number(), e.getMessage()));
      }
    }
    return new Readable<>(rows, faults, sheet.leftOut());
  }
}
