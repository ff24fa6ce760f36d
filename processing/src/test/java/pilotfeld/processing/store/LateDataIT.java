package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.worker.Reflag;

/// What comes long after it was measured, and what goes long after it came. On TimescaleDB the
/// policies run when a test says so.
class LateDataIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private static final String DISTANCES = " WHERE site = 'hase-1' AND quantity = 'distance'";
  private static final String JOBS =
      "SELECT job_id::text FROM timescaledb_information.jobs WHERE proc_name = '%s' ORDER BY 1";

  private Riverside riverside;

  @BeforeEach
  void openWithAGaugeThatIsHeardNow() {
    riverside = Riverside.open();
    riverside.with(
        new Placement(GAUGE, Riverside.GAUGE_MODEL, "hase-1", Instant.EPOCH, Optional.empty()));
    if (isTimescale()) {
      riverside.texts("SELECT _timescaledb_functions.stop_background_workers()::text");
    }
    acceptHourly(NOW.minus(Duration.ofHours(3)), 3);
    run("policy_refresh_continuous_aggregate");
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void whatAGatewayBufferedForTwoDaysReachesTheRollups() {
    acceptHourly(NOW.minus(Duration.ofHours(51)), 48);

    assertRolledUp(51);
  }

  @Test
  void aHistoryOfTwoMonthsReachesTheRollupsAlsoThroughCompressedChunks() {
    acceptHourly(NOW.minus(Duration.ofDays(61)), 1);
    compress();

    acceptHourly(NOW.minus(Duration.ofDays(60)), 60 * 24 - 3);

    new Reflag(riverside.jdbi(), riverside.registry()).run();
    assertRolledUp(60 * 24 + 1);
    assertTrue(
        riverside.number("SELECT count(*) FROM dash_reading" + DISTANCES + " AND spike <> 2")
            > 60 * 24 - 10);
  }

  @Test
  void whatRetentionDropsIsInTheRollupsAndStaysThere() {
    needsTimescale();
    riverside
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  INSERT INTO reading (series_id, time, value, flag, tests, uplink_id)
                  SELECT id, now() - interval '6 years' + n * interval '1 hour', n, 1, 1, n
                    FROM series CROSS JOIN generate_series(1, 24) n WHERE quantity = 'distance'
                  """);
              // As the policy did when they were new.
              handle.execute(
                  "CALL refresh_continuous_aggregate('reading_hourly', now() - interval '7 years', now() - interval '5 years')");
            });

    run("policy_retention");
    run("policy_refresh_continuous_aggregate");

    assertEquals(3, riverside.values("hase-1", "distance").size());
    assertEquals(27, riverside.number("SELECT sum(readings) FROM dash_reading_hourly" + DISTANCES));
  }

  @Test
  void rollupsAreRefreshedFurtherBackThanAnythingCanChangeAndRetentionIsLater() {
    needsTimescale();

    // A message may be 92 days late, and a rebuild makes its readings anew as long as its bytes are
    // kept.
    assertEquals(
        List.of("t t", "t t"),
        riverside.texts(
            """
            WITH kept AS (SELECT hypertable_name, (config ->> 'drop_after')::interval AS span
                            FROM timescaledb_information.jobs WHERE proc_name = 'policy_retention')
            SELECT concat_ws(' ', (r.config ->> 'start_offset')::interval > m.span + interval '92 days',
                                  (r.config ->> 'start_offset')::interval < d.span)
                   FROM timescaledb_information.jobs r, kept m, kept d
             WHERE r.proc_name = 'policy_refresh_continuous_aggregate' AND m.hypertable_name = 'message' AND d.hypertable_name = 'reading'
            """));
  }

  private void assertRolledUp(long readings) {
    run("policy_refresh_continuous_aggregate");
    for (var view : List.of("dash_reading_hourly", "dash_reading_daily")) {
      assertEquals(
          readings, riverside.number("SELECT sum(readings) FROM " + view + DISTANCES), view);
    }
  }

  // All of them arrive now.
  private void acceptHourly(Instant start, int count) {
    AtOnce.call(50, IntStream.range(0, count).mapToObj(hour -> accepting(start, hour)).toList());
  }

  private Callable<Outcome> accepting(Instant start, int hour) {
    var sentAt = start.plus(Duration.ofHours(hour));
    var counter = Duration.between(Instant.EPOCH, sentAt).toHours() % 65_536;
    var message = GaugeFrame.of(GAUGE, counter, 1000 + hour % 5, sentAt).message();
    return () ->
        riverside.accept(
            new Message(message.source(), message.topic(), message.body(), NOW, false));
  }

  private void compress() {
    if (isTimescale()) {
      riverside.number(
          "SELECT count(compress_chunk(chunk, if_not_compressed => true)) FROM show_chunks('reading') chunk");
    }
  }

  private void run(String policy) {
    if (isTimescale()) {
      for (var job : riverside.texts(JOBS.formatted(policy))) {
        riverside.jdbi().useHandle(handle -> handle.execute("CALL run_job(" + job + ")"));
      }
    }
  }

  private void needsTimescale() {
    assumeTrue(
        isTimescale(),
        "the test's server does not run TimescaleDB: name one that does in PILOTFELD_TEST_DB_URL");
  }

  private boolean isTimescale() {
    return riverside.database().isTimescale();
  }
}
