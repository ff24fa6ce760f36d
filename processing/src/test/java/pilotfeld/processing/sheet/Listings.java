package pilotfeld.processing.sheet;

import pilotfeld.processing.sheet.Listing.Rows;
import pilotfeld.processing.sheet.Listing.Unreadable;

/// What tests ask of a listing.
public final class Listings {

  private Listings() {}

  /// The rows of one that must be readable.
  public static <R> Rows<R> rows(Listing<R> listing) {
    return switch (listing) {
      case Rows<R> rows -> rows;
      case Unreadable<R>(var why) -> throw new AssertionError("unreadable: " + why);
    };
  }

  /// Why one that must be refused is.
  public static <R> String refusal(Listing<R> listing) {
    return switch (listing) {
      case Rows<R> rows -> throw new AssertionError("taken: " + rows);
      case Unreadable<R>(var why) -> why;
    };
  }
}
