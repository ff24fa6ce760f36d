package pilotfeld.processing.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.quality.NeighbourTests;
import pilotfeld.processing.quality.Point;
import pilotfeld.processing.reading.Flag;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.QualityTest;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.Registrar.Placement;

/// Each test has a site of its own, on one database. What the flags must be is told by the pure
/// functions over the whole series.
class ReflagIT {

  private static final Instant START = Instant.parse("2026-07-18T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final String LEVEL =
      """
      vendor: Acme
      name: Level
      interval: PT10M
      quantities:
        - field: level
          quantity: water_level
          unit: mm
      """;
  private static final Source WATCHFUL =
      model(
          "acme-watchful",
          """
              spike: {suspect: 25, fail: 50}
              rate: {suspect: 3, per: PT1M}
              flat: {tolerance: 0.5, suspect: PT2H, fail: PT4H}
              gap: PT1H
          """);
  private static final Source SPARSE = model("acme-sparse", "    gap: PT1H\n");
  private static final Source PLAIN = model("acme-plain", "    spike: {suspect: 40, fail: 90}\n");

  private static Riverside riverside;
  private static Reflag reflag;

  @BeforeAll
  static void open() {
    riverside = Riverside.open();
    riverside.registrar().models(List.of(WATCHFUL, SPARSE, PLAIN));
    reflag = new Reflag(riverside.jdbi(), riverside.registry());
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void neitherOrderNorChunksOfArrivalChangeAFlag(long seed) {
    var site = "shuffled-" + seed;
    place(site, site, WATCHFUL, START, Optional.empty());
    var points = river(new Random(seed));

    arriveInAnyOrder(points, List.of(site), new Random(seed));

    assertEquals(flagsOf(site, points), stored(site));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9, 10, 11, 12})
  void eachReadingIsTestedByTheModelThatWasThereThenHoweverItCame(long seed) {
    var site = "swapped-" + seed;
    var points = river(new Random(seed));
    var swaps = List.of(START, points.get(30).time(), points.get(60).time());
    place(site, site + "-a", seed % 2 == 0 ? PLAIN : WATCHFUL, START, Optional.of(swaps.get(1)));
    place(
        site,
        site + "-b",
        seed % 2 == 0 ? WATCHFUL : PLAIN,
        swaps.get(1),
        Optional.of(swaps.get(2)));
    place(site, site + "-c", seed % 2 == 0 ? PLAIN : WATCHFUL, swaps.get(2), Optional.empty());

    arriveInAnyOrder(points, List.of(site + "-a", site + "-b", site + "-c"), new Random(seed));

    assertEquals(flagsOf(site, points), stored(site));
  }

  @Test
  void theNeighboursOfALateSpikeAreFlaggedAgain() {
    place("late", "late", WATCHFUL, START, Optional.empty());
    arrive("late", point(0, 100), point(1, 101), point(3, 101), point(4, 100));
    assertEquals(List.of(2, 1, 1, 2), spikes("late"));

    arrive("late", point(2, 400));

    assertEquals(List.of(2, 4, 4, 4, 2), spikes("late"));
  }

  @Test
  void aLateReadingEndsTheGapOfTheOneBehindIt() {
    place("gap", "gap", WATCHFUL, START, Optional.empty());
    arrive("gap", point(0, 100), point(9, 101));
    assertEquals(List.of(Flag.NOT_EVALUATED, Flag.FAIL), flags("gap", QualityTest.GAP));

    arrive("gap", point(5, 100));

    assertEquals(List.of(Flag.NOT_EVALUATED, Flag.PASS, Flag.PASS), flags("gap", QualityTest.GAP));
  }

  // Where no test has a window, a look at the second reading alone must still find the first.
  @Test
  void theSecondReadingOfASeriesHasTheFirstBeforeIt() {
    place("second", "second", SPARSE, START, Optional.empty());
    arrive("second", point(0, 100));
    arrive("second", point(9, 100));

    assertEquals(List.of(Flag.NOT_EVALUATED, Flag.FAIL), flags("second", QualityTest.GAP));
  }

  @Test
  void aSeriesThatBeganEarlierThanItSeemedIsFlatAsFarAsThatReaches() {
    place("earlier", "earlier", WATCHFUL, START, Optional.empty());
    var flat = IntStream.range(11, 45).mapToObj(index -> point(index, 100));
    var points = new ArrayList<>(flat.toList());
    arrive("earlier", points.toArray(Point[]::new));

    points.addFirst(point(0, 500));
    arrive("earlier", points.getFirst());

    assertEquals(flagsOf("earlier", points), stored("earlier"));
  }

  @Test
  void aSpanIsLookedAtOnce() {
    place("once", "once", WATCHFUL, START, Optional.empty());
    accept("once", point(0, 100));

    assertEquals(List.of(series("once")), reflag.run());
    assertEquals(List.of(), reflag.run());
  }

  @Test
  void aSeriesThatAnotherProcessHasAtHandIsLeftToItAndStaysDirty() {
    place("taken", "taken", WATCHFUL, START, Optional.empty());
    accept("taken", point(0, 100));
    var id = riverside.number("SELECT id FROM series WHERE subject = 'taken'");
    try (var other = riverside.jdbi().open()) {
      other.begin();
      other.execute("SELECT pg_advisory_xact_lock(hashtextextended('reflag', " + id + "))");
      assertEquals(List.of(), reflag.run());
      other.rollback();
    }

    assertEquals(List.of(series("taken")), reflag.run());
  }

  @Test
  void aDeviceThatAnotherProcessRegisteredIsTestedByItsModel() {
    try (var second = riverside.beside()) {
      var elsewhere = new Reflag(second.jdbi(), second.registry());
      place("elsewhere", "elsewhere", WATCHFUL, START, Optional.empty());
      accept("elsewhere", point(0, 100), point(1, 400), point(2, 100));

      elsewhere.run();
    }

    assertEquals(List.of(2, 4, 2), spikes("elsewhere"));
  }

  /// Ninety values with a spike, a stuck sensor, a jump and an outage; where they are depends on
  /// chance.
  private static List<Point> river(Random chance) {
    var points = new ArrayList<Point>();
    var stuck = 15 + chance.nextInt(30);
    var outage = 5 + chance.nextInt(80);
    for (var index = 0; index < 90; index++) {
      var wave = 1000 + 20 * Math.sin(index / 7.0);
      var isStuck = index >= stuck && index < stuck + 30;
      var spike = chance.nextInt(15) == 0 ? 120 : 0;
      points.add(point(index + (index < outage ? 0 : 8), (isStuck ? 1000 : wave) + spike));
    }
    return points;
  }

  private static void arriveInAnyOrder(List<Point> points, List<String> devices, Random chance) {
    var shuffled = new ArrayList<>(points);
    Collections.shuffle(shuffled, chance);
    while (!shuffled.isEmpty()) {
      var chunk = shuffled.subList(0, Math.min(shuffled.size(), 1 + chance.nextInt(20)));
      devices.forEach(device -> accept(device, chunk.toArray(Point[]::new)));
      chunk.clear();
      reflag.run();
    }
  }

  private static void arrive(String device, Point... points) {
    accept(device, points);
    reflag.run();
  }

  // A device that is not at a site at the time of a point is not heard of it.
  private static void accept(String device, Point... points) {
    var calls = new ArrayList<Callable<Outcome>>();
    for (var point : points) {
      if (riverside
          .registry()
          .snapshot()
          .device(device)
          .get()
          .deploymentAt(point.time())
          .isPresent()) {
        calls.add(() -> riverside.accept(message(device, point)));
      }
    }
    AtOnce.call(10, calls);
  }

  private static Message message(String device, Point point) {
    var pack =
        "[{\"n\":\"level\",\"t\":%d,\"v\":%s}]"
            .formatted(point.time().getEpochSecond(), point.value());
    var body = pack.getBytes(StandardCharsets.UTF_8);
    return new Message(
        "test", "up/" + device + "?ct=110", body, point.time().plusSeconds(1), false);
  }

  private static List<TestFlags> flagsOf(String site, List<Point> points) {
    var snapshot = riverside.registry().snapshot();
    var arrival = TestFlags.NONE.with(QualityTest.TIME_SOURCE, Flag.PASS);
    return IntStream.range(0, points.size())
        .mapToObj(
            index ->
                NeighbourTests.evaluate(
                    snapshot.checks(series(site), points.get(index).time()),
                    points,
                    index,
                    arrival))
        .toList();
  }

  private static List<TestFlags> stored(String site) {
    return riverside
        .texts(
            """
            SELECT r.tests FROM reading r JOIN series s ON s.id = r.series_id
             WHERE s.subject = '%s' AND s.quantity = 'water_level' ORDER BY r.time
            """
                .formatted(site))
        .stream()
        .map(tests -> new TestFlags(Integer.parseInt(tests)))
        .toList();
  }

  private static List<Flag> flags(String site, QualityTest test) {
    return stored(site).stream().map(flags -> flags.of(test)).toList();
  }

  private static List<Integer> spikes(String site) {
    return flags(site, QualityTest.SPIKE).stream().map(Flag::code).toList();
  }

  private static SeriesKey series(String site) {
    return new SeriesKey(SubjectKind.SITE, site, "water_level", "", "mm");
  }

  private static Point point(int index, double value) {
    return new Point(START.plus(INTERVAL.multipliedBy(index)), value);
  }

  private static Source model(String id, String checks) {
    return new Source(id, LEVEL + checks, Optional.empty());
  }

  private static void place(
      String site, String device, Source model, Instant startsAt, Optional<Instant> endsAt) {
    riverside.with(new Placement(device, model.id(), site, startsAt, endsAt));
  }
}
