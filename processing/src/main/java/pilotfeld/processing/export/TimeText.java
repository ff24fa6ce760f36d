package pilotfeld.processing.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/// Times as people type them.
public final class TimeText {

  // What a database keeps and people write: years of four digits.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private TimeText() {}

  /// Reads `2026-07-01T12:00:00Z`, `2026-07-01T14:00+02:00`, or `2026-07-01` for the first moment
  /// of that day.
  ///
  /// @param zone whose days are meant
  /// @throws IllegalArgumentException if it is none of these
  public static Instant read(String text, ZoneId zone) {
    try {
      // A + in an address is read as a blank.
      var time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw new DateTimeException("a year must have four digits");
      }
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "“" + text + "” is no time: write 2026-07-01 or 2026-07-01T12:00:00+02:00", e);
    }
  }
}
