package pilotfeld.processing.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.spool.Spool;
import pilotfeld.processing.spool.SpoolEntry;
import pilotfeld.processing.spool.SpoolLimits;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;
import pilotfeld.processing.worker.Reflag;

/// A river with a gauge, of which two messages wait on disk, and a way back to it.
class BackupIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final SpoolLimits ROOM = new SpoolLimits(64L * 1024 * 1024, 0);
  private static final List<String> CONTENTS =
      List.of(
          "SELECT arrived_at || topic || md5(body) FROM message ORDER BY arrived_at, id",
          "SELECT identity || state || coalesce(device, '') FROM uplink ORDER BY identity",
          "SELECT site || quantity || time || value || quality || spike FROM dash_reading ORDER BY 1",
          "SELECT site || quantity || time || readings || average FROM dash_reading_hourly ORDER BY 1",
          "SELECT outcome || count FROM dash_tally ORDER BY 1",
          "SELECT version || checksum FROM flyway_schema_history ORDER BY installed_rank");
  private static final String PARTS_OF_TIMESCALE =
      """
      SELECT concat_ws(' ', proc_name, config) FROM timescaledb_information.jobs WHERE hypertable_schema IS NOT NULL
      UNION ALL
      SELECT concat_ws(' ', hypertable_name, range_start, is_compressed) FROM timescaledb_information.chunks
       WHERE hypertable_schema = 'public'
      ORDER BY 1
      """;

  @TempDir private Path folder;
  private Riverside riverside;
  private Spool spool;

  @BeforeEach
  void open() {
    riverside = Riverside.open().withGauge(GAUGE, "hase-1");
    for (var counter = 0; counter < 50; counter++) {
      var frame = GaugeFrame.of(GAUGE, counter, counter == 20 ? 9000 : 1000, sentAt(counter));
      riverside.accept(frame.message());
    }
    new Reflag(riverside.jdbi(), riverside.registry()).run();
    if (riverside.database().isTimescale()) {
      for (var table : List.of("message", "reading")) {
        riverside.number(
            "SELECT count(compress_chunk(chunk, if_not_compressed => true)) FROM show_chunks('%s') chunk"
                .formatted(table));
      }
    }
    spool = Spool.open(state("old").resolve("spool"), ROOM);
    spool.add(List.of(waiting(50), waiting(51)));
  }

  @AfterEach
  void close() {
    spool.close();
    riverside.close();
  }

  @Test
  void everythingComesBackAndGoesOn() throws IOException {
    needsPgDumpOf(riverside.settings());
    var database = TestDatabase.create();

    assertEquals(2, backup());
    restore(database);

    assertSameContents(database);
    try (var opened = Database.open(database);
        var waiting = Spool.open(state("new").resolve("spool"), ROOM)) {
      assertEquals(riverside.database().isTimescale(), opened.isTimescale());
      assertEquals(spool.name(), waiting.name());
      assertEquals(2, waiting.first(10).entries().size());
      opened
          .jdbi()
          .useHandle(each -> each.execute("UPDATE reading SET value = 7 WHERE value = 9000"));
    }
    TestDatabase.drop(database);
  }

  private void assertSameContents(DatabaseSettings database) {
    var restored = Jdbi.create(database.url(), database.user(), database.password());
    for (var query : CONTENTS) {
      var expected = riverside.texts(query);
      assertFalse(expected.isEmpty(), query);
      assertEquals(expected, texts(restored, query));
    }
    if (riverside.database().isTimescale()) {
      assertEquals(riverside.texts(PARTS_OF_TIMESCALE), texts(restored, PARTS_OF_TIMESCALE));
    }
  }

  private static List<String> texts(Jdbi jdbi, String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  @Test
  void aDatabaseWithAnythingInItIsLeftAlone() throws IOException {
    needsPgDumpOf(riverside.settings());
    backup();

    var refusal = assertThrows(IOException.class, () -> restore(riverside.settings()));

    assertEquals(
        "the database %s is not empty: create a new one, and name it in PILOTFELD_DB_URL"
            .formatted(riverside.settings()),
        refusal.getMessage());
  }

  @Test
  void aBackupThatIsNotWhatWasWrittenIsRefused() throws IOException {
    needsPgDumpOf(riverside.settings());
    backup();
    var dump = folder.resolve("backup/database.dump");
    var bytes = Files.readAllBytes(dump);
    bytes[bytes.length / 2]++;
    Files.write(dump, bytes);

    var refusal = assertThrows(IOException.class, () -> restore(riverside.settings()));

    assertEquals(dump + " is not what was written: take another backup", refusal.getMessage());
  }

  @Test
  void aFolderThatIsThereIsNotWrittenOver() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Backup("1.0", _ -> {}).write(folder, riverside.settings(), folder, NOON));
  }

  @Test
  void aProgramThatIsOlderThanTheServerIsNamed() throws IOException {
    needsPgDump();
    assumeTrue(
        PostgresTool.version("pg_dump") < major(riverside.settings()),
        "skipped: pg_dump is as new as the server, which is what is wanted");

    var refusal = assertThrows(IOException.class, this::backup);

    assertTrue(refusal.getMessage().startsWith("pg_dump is of version "), refusal.getMessage());
  }

  private long backup() throws IOException {
    return new Backup("1.0", _ -> {})
        .write(folder.resolve("backup"), riverside.settings(), state("old"), NOON);
  }

  private void restore(DatabaseSettings database) throws IOException {
    new Restore(_ -> {}).run(folder.resolve("backup"), database, state("new"));
  }

  private Path state(String name) {
    return folder.resolve(name);
  }

  private static SpoolEntry waiting(int counter) {
    var message = GaugeFrame.of(GAUGE, counter, 1000, sentAt(counter)).message();
    var identity = UUID.nameUUIDFromBytes(("" + counter).getBytes(StandardCharsets.UTF_8));
    return new SpoolEntry(identity, message);
  }

  private static Instant sentAt(int counter) {
    return NOON.plus(Duration.ofMinutes(10).multipliedBy(counter));
  }

  static void needsPgDump() {
    var isThere =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "pg_dump")));
    assumeTrue(isThere, "skipped: pg_dump is not installed, apt-get install postgresql-client");
  }

  private static void needsPgDumpOf(DatabaseSettings settings) throws IOException {
    needsPgDump();
    var major = major(settings);
    assumeTrue(
        PostgresTool.version("pg_dump") >= major,
        () ->
            "skipped: pg_dump is older than the test's server, apt-get install postgresql-client-"
                + major);
  }

  private static int major(DatabaseSettings settings) throws IOException {
    return Server.at(settings).major();
  }
}
