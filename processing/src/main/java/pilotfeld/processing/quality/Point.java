package pilotfeld.processing.quality;

import java.time.Instant;

/// One value of a series, as the tests see it.
///
/// @param value NaN where it is missing
public record Point(Instant time, double value) {

  boolean isMissing() {
    return Double.isNaN(value);
  }
}
