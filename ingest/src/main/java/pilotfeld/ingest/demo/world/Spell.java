package pilotfeld.ingest.demo.world;

import java.time.Instant;

/// A stretch of time in which something holds: a shaft is wet, a contact closed.
///
/// @param from inclusive
/// @param until exclusive
public record Spell(Instant from, Instant until) {

  /// @throws IllegalArgumentException if `until` is before `from`
  public Spell {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("until " + until + " is before from " + from);
    }
  }

  /// Whether it holds at `time`.
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}
