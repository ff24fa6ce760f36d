package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.export.Archive;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// `export` of the packaged program, in a process with little memory.
class ExportCommandIT {

  // The rows would need several times as much.
  private static final List<String> MEMORY = List.of("-Xmx64m");
  private static final int MILLION = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final DatabaseSettings DATABASE = TestDatabase.create();
  private static final Program PROGRAM = Program.on(DATABASE);
  @TempDir private static Path folder;

  @BeforeAll
  static void fill() {
    try (var database = Database.open(DATABASE)) {
      var archive = new Archive(database.jdbi());
      archive.pilot("large");
      archive.readings("large", MILLION);
      archive.pilot("small");
      archive.readings("small", 4);
    }
  }

  @Test
  void aMillionReadingsNeedNoMoreMemoryThanAFew() throws IOException {
    var file = folder.resolve("large.csv");

    var call = export("--pilot", "large", "--output", file.toString());

    assertEquals(0, call.code(), call::errors);
    assertEquals(MILLION + " readings", call.errors());
    try (var lines = Files.lines(file)) {
      assertEquals(1 + MILLION, lines.count());
    }
  }

  @Test
  void withoutAFileItGoesToTheStandardOutputAndNothingElseDoes() {
    var call = export("--pilot", "small");

    assertEquals(0, call.code(), call::errors);
    assertEquals(5, call.output().lines().count());
    assertTrue(call.output().startsWith("time,pilot,"), call::output);
  }

  @Test
  void oneQuantityCanBeAskedFor() {
    assertEquals(
        5, export("--pilot", "small", "--quantity", "temperature").output().lines().count());
    assertEquals(1, export("--pilot", "small", "--quantity", "co2").output().lines().count());
  }

  @Test
  void anUnknownPilotIsNamed() {
    var call = export("--pilot", "nothing");

    assertEquals(1, call.code());
    assertEquals("there is no pilot “nothing”", call.errors());
  }

  @Test
  void aFullDiskIsNoSuccess() {
    var words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" > /dev/full", "sh"));
    words.addAll(PROGRAM.words(MEMORY, "export", "--pilot", "small"));

    var call = Call.of(PATIENCE, words, PROGRAM.environment());

    assertEquals(1, call.code(), call::errors);
    assertFalse(call.errors().contains("readings"), call::errors);
  }

  private static Call export(String... arguments) {
    return PROGRAM.call(
        MEMORY, Stream.concat(Stream.of("export"), Stream.of(arguments)).toArray(String[]::new));
  }
}
