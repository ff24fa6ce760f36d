package pilotfeld.processing.reading;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// A time and how it was come by.
///
/// @param time when it was measured or sent, UTC
/// @param source whose clock that is
/// @param replaced whether a better clock was offered and could not be believed
public record Moment(Instant time, TimeSource source, boolean replaced) {

  public Moment {
    requireNonNull(time, "time");
    requireNonNull(source, "source");
  }
}
