package pilotfeld.processing.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pilotfeld.processing.quality.Flags.flags;

import java.time.Instant;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.quality.Checks.GrossRange;
import pilotfeld.processing.quality.Checks.Season;
import pilotfeld.processing.reading.Flag;

class RangeTestsTest {

  private static final GrossRange RANGE = range(10, 50, 20, 40);

  @Test
  void grossRangeFlagsAsTheReferenceDoesWithBothBoundsInside() {
    assertEquals(
        flags(4, 3, 3, 1, 1, 1, 1, 1, 3, 4), grossRange(5, 10, 15, 20, 25, 30, 35, 40, 45, 51));
  }

  @Test
  void justBeyondABoundIsOutside() {
    assertEquals(
        flags(4, 3, 3, 4),
        grossRange(Math.nextDown(10), Math.nextDown(20), Math.nextUp(40), Math.nextUp(50)));
  }

  @Test
  void aValueThatIsNoNumberIsMissing() {
    assertEquals(Flag.MISSING, RangeTests.grossRange(RANGE, Double.NaN));
  }

  @Test
  void eitherSpanMayBeLeftOut() {
    var failOnly = new GrossRange(Optional.of(new Span(0, 10)), Optional.empty());
    var suspectOnly = new GrossRange(Optional.empty(), Optional.of(new Span(0, 10)));

    assertEquals(Flag.FAIL, RangeTests.grossRange(failOnly, 11));
    assertEquals(Flag.PASS, RangeTests.grossRange(failOnly, 10));
    assertEquals(Flag.SUSPECT, RangeTests.grossRange(suspectOnly, 11));
  }

  @Test
  void theSuspectSpanMustLieInsideTheFailSpan() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> range(10, 50, 5, 40));

    assertEquals("the suspect span must lie inside the fail span", refusal.getMessage());
    assertEquals(range(10, 50, 10, 50), range(10, 50, 10, 50));
  }

  @Test
  void aSpanThatIsEmptyOrUpsideDownIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Span(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Span(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Span(Double.NaN, 1));
  }

  @Test
  void climatologyIsTheRangeOfTheMonthInUtc() {
    var winter = new Season(Set.of(Month.DECEMBER, Month.JANUARY), range(-30, 20, -20, 15));
    var checks = Seasons.of(winter);

    assertEquals(Optional.of(Flag.SUSPECT), climatology(checks, "2026-12-01T00:00:00Z", 18));
    assertEquals(Optional.of(Flag.PASS), climatology(checks, "2027-01-31T23:59:59Z", 15));
    assertEquals(Optional.empty(), climatology(checks, "2027-02-01T00:00:00Z", 99));
    assertEquals(Optional.empty(), climatology(checks, "2026-11-30T23:30:00Z", 99));
  }

  @Test
  void ofTwoSeasonsWithTheMonthTheFirstCounts() {
    var cold = new Season(Set.of(Month.JULY), range(-10, 10, -5, 5));
    var warm = new Season(Set.of(Month.JULY), range(0, 50, 10, 40));

    assertEquals(
        Optional.of(Flag.FAIL), climatology(Seasons.of(cold, warm), "2026-07-18T09:34:16Z", 25));
  }

  private static Optional<Flag> climatology(Checks checks, String time, double value) {
    return RangeTests.climatology(checks, new Point(Instant.parse(time), value));
  }

  private static List<Flag> grossRange(double... values) {
    return DoubleStream.of(values).mapToObj(each -> RangeTests.grossRange(RANGE, each)).toList();
  }

  private static GrossRange range(
      double failLeast, double failMost, double suspectLeast, double suspectMost) {
    return new GrossRange(
        Optional.of(new Span(failLeast, failMost)),
        Optional.of(new Span(suspectLeast, suspectMost)));
  }
}
