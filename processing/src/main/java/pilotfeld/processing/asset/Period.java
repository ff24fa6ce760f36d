package pilotfeld.processing.asset;

import java.time.Instant;
import java.util.Optional;

/// A time for which a site is assigned to an asset.
///
/// @param startsAt empty if nobody knows since when
/// @param endsAt empty if it is so until now
/// @param replacedAt when somebody said that it was never so; empty if it was
public record Period(
    String asset,
    Optional<Instant> startsAt,
    Optional<Instant> endsAt,
    Optional<Instant> replacedAt) {

  boolean isOpen() {
    return endsAt.isEmpty();
  }

  boolean hasBegunBefore(Instant time) {
    return startsAt.isEmpty() || startsAt.get().isBefore(time);
  }

  /// Whether it says something of a time from this one on that is over, or that begins later.
  boolean isContradictedFrom(Instant time) {
    return !hasBegunBefore(time) || endsAt.filter(end -> end.isAfter(time)).isPresent();
  }

  /// Since when, for people.
  String since() {
    return startsAt.map(time -> "since " + time).orElse("since nobody knows when");
  }
}
