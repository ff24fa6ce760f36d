package pilotfeld.processing.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;

/// Each test has a database of its own, with messages of a gauge.
class HousekeepingIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final String COUNTS =
      "SELECT outcome || ' ' || sum(count) FROM tally GROUP BY outcome ORDER BY 1";
  private static final Instant IN_A_MONTH = Instant.now().plus(Duration.ofDays(30));

  private Riverside riverside;

  @BeforeEach
  void open() {
    riverside = Riverside.open().withGauge(GAUGE, "hase-1");
    for (var counter = 0; counter < 6; counter++) {
      riverside.accept(GaugeFrame.of(GAUGE, counter, 1000, sentAt(counter)).message());
    }
    riverside.accept(GaugeFrame.of(GAUGE, 0, 1000, NOON).message());
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void oldCountsBecomeCountsOfADayAndTheirSumsStay() {
    var before = riverside.texts(COUNTS);

    run(IN_A_MONTH);
    run(IN_A_MONTH);

    assertEquals(before, riverside.texts(COUNTS));
    assertEquals(List.of("all"), riverside.texts("SELECT DISTINCT process FROM tally"));
    assertTrue(riverside.law().holds());
  }

  @Test
  void whatIsCountedAfterwardsIsAddedToItsDay() {
    run(IN_A_MONTH);
    riverside.accept(GaugeFrame.of(GAUGE, 7, 1000, sentAt(7)).message());

    run(IN_A_MONTH);

    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
    assertEquals(List.of("duplicate 1", "received 8", "stored 7"), riverside.texts(COUNTS));
  }

  @Test
  void countsOfTheLastDaysAreKeptByMinute() {
    run(Instant.now());

    assertEquals(0, riverside.number("SELECT count(*) FROM tally WHERE process = 'all'"));
  }

  @Test
  void manyAtOnceCountNothingTwice() {
    var before = riverside.texts(COUNTS);
    Callable<Object> once = Executors.callable(() -> run(IN_A_MONTH));

    AtOnce.call(4, Collections.nCopies(8, once));

    assertEquals(before, riverside.texts(COUNTS));
  }

  @Test
  void anUplinkGoesAfterItsBytesHaveGoneAndItsReadingsStay() {
    riverside
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM message WHERE arrived_at < ?", sentAt(4)));

    run(NOON);

    assertEquals(2, riverside.number("SELECT count(*) FROM uplink"));
    assertEquals(6, riverside.values("hase-1", "distance").size());
  }

  @Test
  void withoutAnyBytesNoUplinkIsTakenForOld() {
    riverside.jdbi().useHandle(handle -> handle.execute("DELETE FROM message"));

    run(NOON);

    assertEquals(6, riverside.number("SELECT count(*) FROM uplink"));
  }

  private void run(Instant now) {
    new Housekeeping(riverside.jdbi()).run(now);
  }

  private static Instant sentAt(int counter) {
    return NOON.plus(Duration.ofMinutes(10).multipliedBy(counter));
  }
}
