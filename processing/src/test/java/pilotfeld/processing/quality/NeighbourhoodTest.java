package pilotfeld.processing.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pilotfeld.processing.quality.Checks.FlatLine;
import pilotfeld.processing.quality.Checks.Rate;
import pilotfeld.processing.quality.Checks.Spike;
import pilotfeld.processing.reading.TestFlags;

/// How far a flag looks: the worker reads no more of a series than that, so nothing beyond may
/// change a flag.
class NeighbourhoodTest {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(60);
  private static final Checks CHECKS =
      new Checks(
          Optional.empty(),
          Optional.of(new Spike(25, 50)),
          Optional.of(new Rate(3, Duration.ofMinutes(1))),
          Optional.of(new FlatLine(0.5, WINDOW.dividedBy(2), WINDOW)),
          Optional.of(Duration.ofMinutes(25)),
          List.of());

  @Property(tries = 500)
  void aFlagIsThatOfTheWholeSeriesWhereItsNeighboursAndItsWindowAreThere(
      @ForAll("series") List<Point> series) {
    for (var index = 0; index < series.size(); index++) {
      var first = firstNeeded(series, index);
      var seen = series.subList(first, Math.min(series.size(), index + 2));

      assertEquals(flags(series, index), flags(seen, index - first));
    }
  }

  // The neighbour before, and the last reading that is at or before the beginning of the window.
  private static int firstNeeded(List<Point> series, int index) {
    var start = series.get(index).time().minus(WINDOW);
    var first = Math.max(0, index - 1);
    while (first > 0 && series.get(first).time().isAfter(start)) {
      first--;
    }
    return first;
  }

  private static TestFlags flags(List<Point> points, int index) {
    return NeighbourTests.evaluate(CHECKS, points, index, TestFlags.NONE);
  }

  @Provide
  Arbitrary<List<Point>> series() {
    var step = Arbitraries.of(5, 5, 5, 5, 10, 15, 30, 60, 65);
    var value = Arbitraries.of(100.0, 100.0, 100.0, 100.25, 100.5, 130.0, 160.0, Double.NaN);
    return Combinators.combine(step, value)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(NeighbourhoodTest::points);
  }

  private static List<Point> points(List<Step> steps) {
    var points = new ArrayList<Point>();
    var time = NOON;
    for (var step : steps) {
      time = time.plus(Duration.ofMinutes(step.minutes));
      points.add(new Point(time, step.value));
    }
    return points;
  }

  private record Step(int minutes, double value) {}
}
