package pilotfeld.processing.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/// Times as people type them.
public final class TimeText {

  private TimeText() {}

  /// Reads `2026-07-01T12:00:00Z`, `2026-07-01T14:00+02:00`, or `2026-07-01` for the first moment
  /// of that day.
  ///
  /// @param zone whose days are meant
  /// @throws IllegalArgumentException if it is none of these
  public static Instant read(String text, ZoneId zone) {
    try {
      // A + in an address is read as a blank.
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "“" + text + "” is no time: write 2026-07-01 or 2026-07-01T12:00:00+02:00", e);
    }
  }
}
