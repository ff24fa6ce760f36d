package pilotfeld.processing.order;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// What the system that the operator plans work with says of a work order.
///
/// @param at when it was so, by its own clock
/// @param note for people; may have several lines
/// @param reference under which it keeps the order
public record Report(Status status, Instant at, Optional<String> note, Optional<String> reference) {

  /// Longest note, in characters.
  public static final int NOTE_LIMIT = 1_000;

  /// Longest reference, in characters.
  public static final int REFERENCE_LIMIT = 200;

  /// How far it is with an order.
  public enum Status {
    ACCEPTED,
    IN_PROGRESS,
    DONE,
    REFUSED;

    /// As the table and programs have it.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if there is none that is written so
    public static Status of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /// @throws IllegalArgumentException if a text is empty or too long
  public Report {
    requireNonNull(status, "status");
    // As the database keeps it, so that what comes again is known again.
    at = at.truncatedTo(ChronoUnit.MICROS);
    note.ifPresent(text -> requireLength("note", text, NOTE_LIMIT));
    reference.ifPresent(text -> requireLength("reference", text, REFERENCE_LIMIT));
  }

  private static void requireLength(String name, String text, int limit) {
    if (text.isEmpty() || text.codePointCount(0, text.length()) > limit) {
      throw new IllegalArgumentException(name + " must have 1 to " + limit + " characters");
    }
  }
}
