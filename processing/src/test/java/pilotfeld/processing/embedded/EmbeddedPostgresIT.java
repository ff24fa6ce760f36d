package pilotfeld.processing.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.store.DatabaseSettings;

/// In a folder that only its owner may enter, as root's home is.
class EmbeddedPostgresIT {

  @TempDir Path folder;

  @Test
  void itKeepsItsDataAndItsPasswordFromOneStartToTheNext() throws IOException {
    assertEquals("rwx------", permissions(folder));
    try (var first = EmbeddedPostgres.start(folder)) {
      jdbi(first.settings()).useHandle(handle -> handle.execute("CREATE TABLE kept AS SELECT 7"));
    }

    try (var second = EmbeddedPostgres.start(folder)) {
      assertEquals("7", text(second.settings(), "TABLE kept"));
    }
    assertFalse(Files.exists(folder.resolve("data/postmaster.pid")));
  }

  @Test
  void aSecondOneOnTheSameFolderIsRefused() throws IOException {
    try (var first = EmbeddedPostgres.start(folder)) {
      var refusal = assertThrows(IOException.class, () -> EmbeddedPostgres.start(folder));

      assertTrue(
          refusal.getMessage().startsWith("another Pilotfeld runs on "), refusal.getMessage());
      assertEquals("1", text(first.settings(), "SELECT 1"));
    }
  }

  @Test
  void itListensOnLoopbackAndWantsItsPassword() throws IOException {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      var settings = postgres.settings();
      var guessed = new DatabaseSettings(settings.url(), settings.user(), "guessed");

      assertEquals("127.0.0.1", text(settings, "SHOW listen_addresses"));
      assertEquals("rw-------", permissions(folder.resolve("password")));
      assertThrows(JdbiException.class, () -> text(guessed, "SELECT 1"));
    }
  }

  @Test
  void oneThatIsKilledComesBackOnTheSamePortWithItsData() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder)) {
      var settings = postgres.settings();
      jdbi(settings).useHandle(handle -> handle.execute("CREATE TABLE kept AS SELECT 7"));

      for (var killed = 0; killed < 2; killed++) {
        var pid = pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Eventually.equal("7", () -> textOrNothing(settings, "TABLE kept"));
        assertNotEquals(pid, pid());
      }
    }
    assertFalse(Files.exists(folder.resolve("data/postmaster.pid")));
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
  }

  private static String textOrNothing(DatabaseSettings settings, String query) {
    try {
      return text(settings, query);
    } catch (JdbiException e) {
      return "";
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String text(DatabaseSettings settings, String query) {
    return jdbi(settings).withHandle(handle -> handle.select(query).mapTo(String.class).one());
  }

  private static Jdbi jdbi(DatabaseSettings settings) {
    return Jdbi.create(settings.url(), settings.user(), settings.password());
  }
}
