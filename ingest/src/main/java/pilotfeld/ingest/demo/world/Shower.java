package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;

/// One rain event over the town.
///
/// @param millimetres the whole event's height of rain
record Shower(Instant start, Duration length, double millimetres) {

  double millimetresPerHour() {
    return millimetres * 3600 / length.toSeconds();
  }

  /// Hours from its start to `time`; negative before.
  double hoursUntil(Instant time) {
    return Duration.between(start, time).toMillis() / 3_600_000.0;
  }

  Instant end() {
    return start.plus(length);
  }
}
