package pilotfeld.processing.quality;

import java.time.Duration;
import java.util.List;
import pilotfeld.processing.quality.Checks.FlatLine;
import pilotfeld.processing.quality.Checks.Rate;
import pilotfeld.processing.quality.Checks.Spike;
import pilotfeld.processing.reading.Flag;
import pilotfeld.processing.reading.QualityTest;
import pilotfeld.processing.reading.TestFlags;

/// Tests that need the values around one. The points of a series are given in the order of time.
///
/// Windows are spans of time, not counts of samples, as LoRaWAN loses frames; the reference
/// (ioos/ioos_qc) assumes regular samples. On regular samples both agree.
public final class NeighbourTests {

  private static final int FLAT_LEAST_POINTS = 3;

  private NeighbourTests() {}

  /// The flags that the point at `index` should have: those it was given on arrival, and those of
  /// its neighbourhood.
  ///
  /// @param arrival flags set when the value arrived: gross range and time source
  public static TestFlags evaluate(
      Checks checks, List<Point> points, int index, TestFlags arrival) {
    var flags = arrival.onArrival();
    if (checks.spike().isPresent()) {
      flags = flags.with(QualityTest.SPIKE, spike(checks.spike().get(), points, index));
    }
    if (checks.rate().isPresent()) {
      flags =
          flags.with(QualityTest.RATE_OF_CHANGE, rateOfChange(checks.rate().get(), points, index));
    }
    if (checks.flat().isPresent()) {
      flags = flags.with(QualityTest.FLAT_LINE, flatLine(checks.flat().get(), points, index));
    }
    if (checks.gap().isPresent()) {
      flags = flags.with(QualityTest.GAP, gap(checks.gap().get(), points, index));
    }
    var climatology = RangeTests.climatology(checks, points.get(index));
    return climatology.isPresent() ? flags.with(QualityTest.CLIMATOLOGY, climatology.get()) : flags;
  }

  /// QARTOD test 6, spike: the distance from the mean of both neighbours, strictly above the
  /// threshold.
  static Flag spike(Spike spike, List<Point> points, int index) {
    if (points.get(index).isMissing()) {
      return Flag.MISSING;
    }
    if (index == 0 || index == points.size() - 1) {
      return Flag.NOT_EVALUATED;
    }
    var before = points.get(index - 1);
    var after = points.get(index + 1);
    if (before.isMissing() || after.isMissing()) {
      return Flag.NOT_EVALUATED;
    }
    var distance = Math.abs(points.get(index).value() - (before.value() + after.value()) / 2);
    if (distance > spike.fail()) {
      return Flag.FAIL;
    }
    return distance > spike.suspect() ? Flag.SUSPECT : Flag.PASS;
  }

  /// QARTOD test 7, rate of change since the reading before.
  static Flag rateOfChange(Rate rate, List<Point> points, int index) {
    var point = points.get(index);
    if (point.isMissing()) {
      return Flag.MISSING;
    }
    if (index == 0 || points.get(index - 1).isMissing()) {
      return Flag.PASS;
    }
    var before = points.get(index - 1);
    var change = Math.abs(point.value() - before.value());
    var allowed =
        rate.suspect()
            * seconds(Duration.between(before.time(), point.time()))
            / seconds(rate.per());
    return change > allowed ? Flag.SUSPECT : Flag.PASS;
  }

  /// QARTOD test 8, flat line. At least three points must lie in the window, so that an outage is
  /// no flat line.
  static Flag flatLine(FlatLine flat, List<Point> points, int index) {
    if (points.get(index).isMissing()) {
      return Flag.MISSING;
    }
    if (isFlat(flat, flat.fail(), points, index)) {
      return Flag.FAIL;
    }
    return isFlat(flat, flat.suspect(), points, index) ? Flag.SUSPECT : Flag.PASS;
  }

  private static boolean isFlat(FlatLine flat, Duration window, List<Point> points, int index) {
    var start = points.get(index).time().minus(window);
    var least = Double.POSITIVE_INFINITY;
    var most = Double.NEGATIVE_INFINITY;
    var count = 0;
    var each = index;
    while (each >= 0 && !points.get(each).time().isBefore(start)) {
      var value = points.get(each).value();
      least = Math.min(least, value);
      most = Math.max(most, value);
      count++;
      each--;
    }
    var covered = each >= 0 || !points.get(0).time().isAfter(start);
    return covered && count >= FLAT_LEAST_POINTS && most - least < flat.tolerance();
  }

  /// Gap: the reading before is longer ago than allowed.
  static Flag gap(Duration allowed, List<Point> points, int index) {
    if (index == 0) {
      return Flag.NOT_EVALUATED;
    }
    var since = Duration.between(points.get(index - 1).time(), points.get(index).time());
    return since.compareTo(allowed) > 0 ? Flag.FAIL : Flag.PASS;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
