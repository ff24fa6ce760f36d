package pilotfeld.processing.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pilotfeld.processing.quality.Flags.flags;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.quality.Checks.FlatLine;
import pilotfeld.processing.quality.Checks.Rate;
import pilotfeld.processing.quality.Checks.Spike;
import pilotfeld.processing.reading.Flag;
import pilotfeld.processing.reading.QualityTest;
import pilotfeld.processing.reading.TestFlags;

/// The vectors are those of ioos/ioos_qc, tests/test_qartod.py, unless a test says otherwise.
class NeighbourTestsTest {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final double NONE = Double.NaN;

  @Test
  void aSpikeAndItsNeighboursAreFlagged() {
    assertEquals(
        flags(2, 4, 4, 4, 1, 3, 1, 2), spikes(new Spike(25, 50), 10, 12, 999.99, 13, 15, 40, 9, 9));
  }

  @Test
  void aValueBesideAMissingOneIsNotEvaluatedForSpikes() {
    assertEquals(flags(2, 2, 9, 2, 2), spikes(new Spike(25, 50), 10, 12, NONE, 13, 15));
    assertEquals(flags(9, 2, 2), spikes(new Spike(25, 50), NONE, 12, 13));
  }

  @Test
  void aDistanceThatJustReachesTheThresholdIsNoSpike() {
    assertEquals(flags(2, 1, 2), spikes(new Spike(25, 50), 0, 25, 0));
    assertEquals(flags(2, 3, 2), spikes(new Spike(25, 50), 0, 50, 0));
    assertEquals(flags(2, 4, 2), spikes(new Spike(25, 50), 0, 50.5, 0));
  }

  @Test
  void aValueThatChangesFasterThanAllowedIsSuspect() {
    assertEquals(
        flags(1, 3, 3, 1, 1, 1, 1, 1, 3),
        rates(new Rate(5, QUARTER), QUARTER, 2, 10, 2.1, 3, 4, 5, 7, 10, 0));
  }

  @Test
  void whatIsAllowedGrowsWithTheTimeBetween() {
    var rate = new Rate(20, Duration.ofMinutes(1));

    assertEquals(flags(1, 1), rates(rate, Duration.ofMinutes(10), 1000, 1200));
    assertEquals(flags(1, 3), rates(rate, Duration.ofMinutes(10), 1000, 1200.5));
    assertEquals(flags(1, 3), rates(rate, SECOND, 1000, 1000.5));
  }

  @Test
  void aMissingValueHasNoRateAndAfterItNoneIsKnown() {
    assertEquals(flags(1, 9, 1), rates(new Rate(5, QUARTER), QUARTER, 2, NONE, 100));
  }

  @Test
  void aFlatLineIsSuspectAfterOneWindowAndFailsAfterAnother() {
    assertEquals(flags(1, 1, 1, 3, 3, 4), flats(window(0.1), 5, 5, 5, 5, 5, 5));
  }

  @Test
  void aRangeThatJustReachesTheToleranceIsNotFlat() {
    assertEquals(flags(1, 1, 1, 1, 1, 1), flats(window(0.5), 5, 5.5, 5, 5.5, 5, 5.5));
    assertEquals(flags(1, 1, 1, 3, 3, 4), flats(window(0.6), 5, 5.5, 5, 5.5, 5, 5.5));
  }

  @Test
  void aToleranceOfNothingNeverFlags() {
    assertEquals(flags(1, 1, 1, 1, 1, 1, 1), flats(window(0), 5, 5, 5, 5, 5, 5, 5));
  }

  @Test
  void twoPointsAreNoLine() {
    assertEquals(flags(1, 1), flats(window(0.1), 5, 5));
  }

  // The reference counts samples; here an outage is no flat line.
  @Test
  void twoEqualValuesAroundAnOutageAreNotFlat() {
    var points = points(Duration.ofSeconds(4), 5, 5, 5);

    assertEquals(Flag.PASS, NeighbourTests.flatLine(window(0.1), points, 2));
  }

  @Test
  void aMissingValueInTheWindowLeavesTheLineOpen() {
    assertEquals(flags(1, 1, 9, 1, 1, 1, 3), flats(window(0.1), 5, 5, NONE, 5, 5, 5, 5));
  }

  @Test
  void theReadingAfterAnOutageFailsForItsGap() {
    var hour = Duration.ofHours(1);

    assertEquals(flags(2, 1), gaps(hour, hour));
    assertEquals(flags(2, 4), gaps(hour, hour.plusMillis(1)));
  }

  @Test
  void aTestThatIsNotConfiguredHasNoFlagAndOneOfTheArrivalIsKept() {
    var arrival =
        TestFlags.NONE
            .with(QualityTest.GROSS_RANGE, Flag.SUSPECT)
            .with(QualityTest.TIME_SOURCE, Flag.PASS)
            .with(QualityTest.FLAT_LINE, Flag.FAIL);
    var checks =
        new Checks(
            Optional.empty(),
            Optional.of(new Spike(25, 50)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    assertEquals(
        TestFlags.NONE
            .with(QualityTest.GROSS_RANGE, Flag.SUSPECT)
            .with(QualityTest.TIME_SOURCE, Flag.PASS)
            .with(QualityTest.SPIKE, Flag.FAIL),
        NeighbourTests.evaluate(checks, points(SECOND, 1, 99, 1), 1, arrival));
  }

  @Test
  void thresholdsThatCannotBeMeantAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Spike(50, 25));
    assertThrows(IllegalArgumentException.class, () -> new Spike(0, 25));
    assertThrows(IllegalArgumentException.class, () -> new Rate(0, SECOND));
    assertThrows(IllegalArgumentException.class, () -> new Rate(5, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> new FlatLine(-1, SECOND, SECOND));
    assertThrows(IllegalArgumentException.class, () -> new FlatLine(1, QUARTER, SECOND));
  }

  private static FlatLine window(double tolerance) {
    return new FlatLine(tolerance, Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  private static List<Flag> spikes(Spike spike, double... values) {
    var points = points(SECOND, values);
    return each(points, index -> NeighbourTests.spike(spike, points, index));
  }

  private static List<Flag> rates(Rate rate, Duration interval, double... values) {
    var points = points(interval, values);
    return each(points, index -> NeighbourTests.rateOfChange(rate, points, index));
  }

  private static List<Flag> flats(FlatLine flat, double... values) {
    var points = points(SECOND, values);
    return each(points, index -> NeighbourTests.flatLine(flat, points, index));
  }

  private static List<Flag> gaps(Duration allowed, Duration interval) {
    var points = points(interval, 1, 2);
    return each(points, index -> NeighbourTests.gap(allowed, points, index));
  }

  private static List<Flag> each(List<Point> points, IntFunction<Flag> test) {
    return IntStream.range(0, points.size()).mapToObj(test).toList();
  }

  private static List<Point> points(Duration interval, double... values) {
    var points = new ArrayList<Point>();
    for (var value : values) {
      points.add(new Point(NOON.plus(interval.multipliedBy(points.size())), value));
    }
    return points;
  }
}
