package pilotfeld.processing.sheet;

import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;

/// What tests ask of a sheet's entries.
public final class EntriesOf {

  private EntriesOf() {}

  /// Those of a sheet that must be readable.
  public static <R> Readable<R> rows(Entries<R> entries) {
    return switch (entries) {
      case Readable<R> rows -> rows;
      case Unreadable<R>(var why) -> throw new AssertionError("unreadable: " + why);
    };
  }

  /// Why a sheet that must be refused is.
  public static <R> String refusal(Entries<R> entries) {
    return switch (entries) {
      case Readable<R> rows -> throw new AssertionError("taken: " + rows);
      case Unreadable<R>(var why) -> why;
    };
  }
}
