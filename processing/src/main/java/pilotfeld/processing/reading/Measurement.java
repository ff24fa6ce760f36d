package pilotfeld.processing.reading;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// One measured value at one instant, before the store has given its series a number.
///
/// @param series what is measured where
/// @param time when it was measured (not received), UTC
/// @param value in the unit of the series; may be outside its range, never NaN or infinite
/// @param tests which test set which flag
public record Measurement(SeriesKey series, Instant time, double value, TestFlags tests) {

  /// @throws IllegalArgumentException if `value` is not finite
  public Measurement {
    requireNonNull(series, "series");
    requireNonNull(time, "time");
    requireNonNull(tests, "tests");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "value of " + series.quantity() + " at " + series.subject() + " is " + value);
    }
  }
}
