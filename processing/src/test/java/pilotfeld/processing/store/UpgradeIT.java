package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.STORED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.worker.Reflag;

/// Databases of older levels with a river's data, brought up to the newest.
class UpgradeIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant LATER = Instant.parse("2026-07-19T12:00:00Z");

  // The oldest that has every table of the data.
  private static final int OLDEST = 9;

  static Stream<String> olderLevels() {
    var settings = TestDatabase.create();
    var all = Schema.migrations(settings, Schema.runsTimescale(settings)).load().info().all();
    var newest = Schema.newest(settings);
    TestDatabase.drop(settings);
    return Stream.of(all)
        .map(UpgradeIT::level)
        .filter(level -> level >= OLDEST && level < newest)
        .map(Object::toString);
  }

  private static int level(MigrationInfo migration) {
    return Integer.parseInt(migration.getVersion().getVersion());
  }

  @ParameterizedTest
  @MethodSource("olderLevels")
  void everythingIsThereAfterwardsAndGoesOn(String level) throws IOException {
    var settings = TestDatabase.create();
    fill(settings, level);

    try (var riverside = Riverside.on(settings)) {
      assertViewsShowTheRiver(riverside);
      assertTrue(riverside.law().holds(), () -> riverside.law().toString());
      assertGoesOn(riverside);
    }
  }

  private static void fill(DatabaseSettings settings, String level) throws IOException {
    var jdbi = Jdbi.create(settings.url(), settings.user(), settings.password());
    var timescale = Schema.runsTimescale(settings);
    if (timescale) {
      jdbi.useHandle(handle -> handle.execute("CREATE EXTENSION IF NOT EXISTS timescaledb"));
    }
    Schema.migrations(settings, timescale).target(level).load().migrate();
    try (var river = UpgradeIT.class.getResourceAsStream("/upgrade/river.sql")) {
      var script = new String(river.readAllBytes(), StandardCharsets.UTF_8);
      jdbi.useHandle(handle -> handle.createScript(script).execute());
    }
  }

  private static void assertViewsShowTheRiver(Riverside riverside) {
    var distances = IntStream.rangeClosed(1, 48).mapToObj(number -> 1000.0 + number).toList();
    assertEquals(distances, riverside.values("hase-1", "distance"));
    assertEquals(96, riverside.number("SELECT count(*) FROM dash_reading WHERE quality = 'pass'"));
    assertEquals(50, riverside.number("SELECT count(*) FROM dash_uplink"));
    assertEquals(50, riverside.number("SELECT count(*) FROM dash_reception"));
    assertEquals(
        0,
        riverside.number(
            "SELECT sum(lost_before) FROM dash_frame WHERE device = '"
                + GAUGE
                + "' AND frame_counter < 49"));
    assertEquals(
        List.of("quarantined 1", "unregistered 1"),
        riverside.texts("SELECT state || ' ' || uplinks FROM dash_waiting ORDER BY 1"));
    for (var span : List.of("hourly", "daily")) {
      assertEquals(96, riverside.number("SELECT sum(readings) FROM dash_reading_" + span), span);
    }
    assertEquals(
        List.of("duplicate 3", "quarantined 1", "received 53", "stored 48", "unregistered 1"),
        riverside.texts(
            "SELECT outcome || ' ' || sum(count) FROM dash_tally GROUP BY outcome ORDER BY 1"));
    assertEquals(
        List.of("hase-1 bridge-1"),
        riverside.texts(
            "SELECT site || ' ' || asset FROM assignment WHERE starts_at IS NULL AND ends_at IS NULL"));
    assertEquals(1, riverside.number("SELECT count(*) FROM dash_device WHERE asset = 'bridge-1'"));
  }

  private static void assertGoesOn(Riverside riverside) {
    var frame = GaugeFrame.of(GAUGE, 100, 1234, LATER);
    assertEquals(STORED, riverside.accept(frame.message()));
    assertEquals(DUPLICATE, riverside.accept(frame.message()));
    assertFalse(new Reflag(riverside.jdbi(), riverside.registry()).run().isEmpty());
    assertEquals(49, riverside.values("hase-1", "distance").size());
    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
  }
}
