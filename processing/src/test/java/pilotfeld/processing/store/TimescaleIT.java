package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static pilotfeld.processing.reading.Outcome.STORED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.worker.Reflag;

/// What only TimescaleDB can show. Each test has a gauge of its own, on one database.
class TimescaleIT {

  // Three days around the night in which summer time ends.
  private static final Instant FRIDAY = Instant.parse("2026-10-23T22:00:00Z");
  // Behind all other readings, where rollups look at the readings themselves until they are
  // refreshed.
  private static final Instant NOVEMBER = Instant.parse("2026-11-10T00:00:00Z");
  private static final Instant WINTER = Instant.parse("2026-01-14T12:00:00Z");

  private static final String COLUMNS =
      "SELECT series_id, bucket, readings, good, suspect, failed, round(average::numeric, 6), minimum, maximum FROM ";

  private static Riverside riverside;

  @BeforeAll
  static void open() throws IOException {
    riverside = Riverside.open();
    if (riverside.database().isTimescale()) {
      // What a policy refreshes, or compresses, in the middle of a test is left to chance.
      riverside.texts("SELECT _timescaledb_functions.stop_background_workers()::text");
      riverside.jdbi().useHandle(handle -> handle.createScript(plainViews()).execute());
    }
  }

  @BeforeEach
  void needsTimescale() {
    assumeTrue(
        riverside.database().isTimescale(),
        "the test's server does not run TimescaleDB: name one that does in PILOTFELD_TEST_DB_URL");
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @Test
  void messagesAndReadingsAreHypertablesByTime() {
    assertEquals(
        List.of("message by arrived_at", "reading by time"),
        riverside.texts(
            """
            SELECT hypertable_name || ' by ' || column_name FROM timescaledb_information.dimensions
             WHERE hypertable_schema = 'public' ORDER BY 1
            """));
  }

  @Test
  void chunksAreCompressedBehindTheLateDataAndDroppedLongAfter() {
    assertEquals(
        List.of(
            "policy_compression message 93 days",
            "policy_compression reading 93 days",
            "policy_retention message 2 years",
            "policy_retention reading 5 years"),
        riverside.texts(
            """
            SELECT concat_ws(' ', proc_name, hypertable_name, config ->> 'compress_after', config ->> 'drop_after')
              FROM timescaledb_information.jobs WHERE proc_name IN ('policy_compression', 'policy_retention') ORDER BY 1
            """));
  }

  @Test
  void rollupsAreRefreshedAsFarBackAsARebuildReaches() {
    assertEquals(
        List.of("reading_daily 830 days 1 day", "reading_hourly 830 days 01:00:00"),
        riverside.texts(
            """
            SELECT concat_ws(' ', a.user_view_name, config ->> 'start_offset', config ->> 'end_offset')
              FROM timescaledb_information.jobs j
              JOIN _timescaledb_catalog.continuous_agg a ON a.mat_hypertable_id = (j.config ->> 'mat_hypertable_id')::int
             WHERE proc_name = 'policy_refresh_continuous_aggregate' ORDER BY 1
            """));
  }

  @Test
  void rollupsGiveWhatPlainViewsGiveBeforeAndAfterARefreshAndAfterFlagsChanged() {
    riverside.withGauge("70b3d57ba0000001", "rolled-up");
    acceptFrames("70b3d57ba0000001", NOVEMBER, 400);
    assertRollupsAreThePlainViews();

    refresh();
    assertRollupsAreThePlainViews();

    new Reflag(riverside.jdbi(), riverside.registry()).run();
    acceptFrames("70b3d57ba0000001", NOVEMBER.minus(Duration.ofHours(5)), 20);
    refresh();
    assertRollupsAreThePlainViews();
    assertTrue(riverside.number("SELECT count(*) FROM reading_hourly WHERE suspect > 0") > 0);
  }

  @Test
  void theDayOnWhichSummerTimeEndsHasTwentyFiveHours() {
    riverside.withGauge("70b3d57ba0000003", "long-day");
    acceptFrames("70b3d57ba0000003", FRIDAY, 400);
    refresh();

    assertEquals(
        List.of("144", "150"),
        riverside.texts(
            """
            SELECT readings FROM dash_reading_daily WHERE site = 'long-day' AND quantity = 'distance'
               AND time IN ('2026-10-23T22:00:00Z', '2026-10-24T22:00:00Z') ORDER BY time
            """));
  }

  @Test
  void aLateReadingIntoACompressedChunkIsAcceptedAndFlagged() {
    riverside.withGauge("70b3d57ba0000002", "late");
    acceptFrames("70b3d57ba0000002", WINTER, 20);
    var reflag = new Reflag(riverside.jdbi(), riverside.registry());
    reflag.run();
    compress("reading");
    compress("message");

    var spike = GaugeFrame.of("70b3d57ba0000002", 99, 9000, WINTER.plus(Duration.ofMinutes(95)));
    assertEquals(STORED, riverside.accept(spike.message()));
    reflag.run();

    assertEquals(
        List.of("1", "4", "4", "4", "1"),
        riverside.texts(
            """
            SELECT spike FROM dash_reading WHERE site = 'late' AND quantity = 'distance'
               AND time BETWEEN '2026-01-14T13:20:00Z' AND '2026-01-14T13:50:00Z' ORDER BY time
            """));
  }

  private static void acceptFrames(String device, Instant start, int count) {
    var calls = new ArrayList<Callable<Outcome>>();
    for (var counter = 0; counter < count; counter++) {
      var time = start.plus(Duration.ofMinutes(10).multipliedBy(counter));
      var millimetres = counter % 50 == 49 ? 4000 : 1000 + counter % 7;
      var message = GaugeFrame.of(device, counter, millimetres, time).message();
      calls.add(() -> riverside.accept(message));
    }
    AtOnce.call(50, calls);
  }

  private static void refresh() {
    for (var rollup : List.of("reading_hourly", "reading_daily")) {
      riverside
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "CALL refresh_continuous_aggregate('"
                          + rollup
                          + "', '2026-10-01', '2026-12-01')"));
    }
  }

  private static void compress(String table) {
    riverside.number(
        "SELECT count(compress_chunk(chunk, if_not_compressed => true)) FROM show_chunks('"
            + table
            + "') chunk");

    assertEquals(
        0,
        riverside.number(
            "SELECT count(*) FROM timescaledb_information.chunks WHERE NOT is_compressed AND hypertable_name = '"
                + table
                + "'"));
  }

  private static void assertRollupsAreThePlainViews() {
    for (var span : List.of("hourly", "daily")) {
      var rollup = COLUMNS + "reading_" + span;
      var plain = COLUMNS + "plain_" + span;
      assertTrue(riverside.number("SELECT count(*) FROM reading_" + span) > 0);
      assertEquals(List.of(), riverside.texts(different(rollup, plain)));
      assertEquals(List.of(), riverside.texts(different(plain, rollup)));
    }
  }

  private static String different(String one, String other) {
    return "SELECT d::text FROM (" + one + " EXCEPT " + other + ") d";
  }

  // The same names on both: the plain views beside the continuous aggregates.
  private static String plainViews() throws IOException {
    try (var file = TimescaleIT.class.getResourceAsStream("/db/postgresql/V3__rollups.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replace("VIEW reading_", "VIEW plain_");
    }
  }
}
