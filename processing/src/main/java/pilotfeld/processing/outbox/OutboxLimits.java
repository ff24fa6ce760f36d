package pilotfeld.processing.outbox;

import java.time.Duration;

/// How long things may take.
///
/// @param lease how long one attempt may take; after that another process may try
/// @param firstPause after the first attempt that failed; it doubles with each further one
/// @param longestPause between two attempts
/// @param longestRest between two attempts where the receiver answers nobody
/// @param patience after which it is given up
/// @param kept how long is remembered what was sent
public record OutboxLimits(
    Duration lease,
    Duration firstPause,
    Duration longestPause,
    Duration longestRest,
    Duration patience,
    Duration kept) {

  /// Those of a running system.
  public static final OutboxLimits DEFAULT =
      new OutboxLimits(
          Duration.ofMinutes(2),
          Duration.ofSeconds(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofDays(14),
          Duration.ofDays(30));

  /// The pause after an attempt that failed: between half of it and the whole, so that what failed
  /// together does not come back together.
  ///
  /// @param attempts how many there were, from 1 on
  /// @param chance from 0 to 1
  Duration pause(int attempts, double chance) {
    return jittered(doubled(attempts, longestPause), chance);
  }

  /// The same where the receiver is away.
  Duration rest(int attempts, double chance) {
    return jittered(doubled(attempts, longestRest), chance);
  }

  private Duration doubled(int attempts, Duration longest) {
    var pause = firstPause;
    for (var attempt = 1; attempt < attempts && pause.compareTo(longest) < 0; attempt++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  private static Duration jittered(Duration pause, double chance) {
    return Duration.ofMillis(Math.round(pause.toMillis() * (1 + chance) / 2));
  }
}
