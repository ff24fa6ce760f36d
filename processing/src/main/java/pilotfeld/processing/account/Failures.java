package pilotfeld.processing.account;

import java.time.Duration;
import java.time.Instant;

/// Wrong passwords of one kind: each beyond the free ones doubles the wait before the next.
///
/// @param last when the last of them came
record Failures(int count, Instant last) {

  static final Failures NONE = new Failures(0, Instant.EPOCH);

  /// Before the first that is not free.
  static final Duration SHORTEST = Duration.ofSeconds(15);

  static final Duration LONGEST = Duration.ofMinutes(15);

  /// After this without another one they are forgotten.
  static final Duration MEMORY = Duration.ofHours(1);

  /// @param free that cost no wait
  Duration waitAt(Instant now, int free) {
    if (count < free || isForgotten(now)) {
      return Duration.ZERO;
    }
    var left = Duration.between(now, last.plus(pause(count - free)));
    return left.isPositive() ? left : Duration.ZERO;
  }

  private static Duration pause(int beyond) {
    var doublings = Math.min(beyond, Integer.SIZE - 2);
    var pause = SHORTEST.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  Failures andOneAt(Instant now) {
    return new Failures(isForgotten(now) ? 1 : count + 1, now);
  }

  Failures less() {
    return new Failures(Math.max(0, count - 1), last);
  }

  private boolean isForgotten(Instant now) {
    return last.plus(MEMORY).isBefore(now);
  }
}
