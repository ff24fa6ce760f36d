package pilotfeld.ingest.demo;

import java.time.Duration;
import java.time.Instant;

/// What is left in a battery.
///
/// @param empty when nothing is left
/// @param life from full to empty
record Battery(Instant empty, Duration life) {

  /// From 1 (full) to 0.
  double charge(Instant time) {
    var left = (double) Duration.between(time, empty).toSeconds() / life.toSeconds();
    return Math.clamp(left, 0, 1);
  }

  int percent(Instant time) {
    return (int) Math.round(100 * charge(time));
  }

  /// A primary cell holds its voltage for most of its life and then lets go.
  double volts(Instant time, double full, double low) {
    return low + (full - low) * (1 - Math.exp(-5 * charge(time))) / (1 - Math.exp(-5));
  }

  int millivolts(Instant time, double full, double low) {
    return (int) Math.round(1000 * volts(time, full, low));
  }
}
