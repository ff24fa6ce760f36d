package pilotfeld.ingest.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.embedded.EmbeddedPostgres;
import pilotfeld.processing.store.Database;

/// The database for commands that do one thing and end: the one that the settings name, else that
/// of the embedded default, running or not.
final class Connection implements AutoCloseable {

  private final Database database;
  private final Closeable server;

  private Connection(Database database, Closeable server) {
    this.database = database;
    this.server = server;
  }

  static Connection open(Settings settings) throws IOException {
    if (settings.database().isPresent()) {
      return new Connection(Database.open(settings.database().get()), () -> {});
    }
    var folder = settings.state().resolve("postgres");
    if (!Files.exists(folder)) {
      throw new IllegalArgumentException(
          "PILOTFELD_DB_URL is not set, and there is no embedded database in "
              + settings.state().toAbsolutePath()
              + ", where PILOTFELD_STATE has it");
    }
    return embedded(folder);
  }

  private static Connection embedded(Path folder) throws IOException {
    var running = EmbeddedPostgres.running(folder);
    if (running.isPresent()) {
      return new Connection(Database.open(running.get()), () -> {});
    }
    var postgres = EmbeddedPostgres.start(folder);
    return new Connection(Database.open(postgres.settings()), postgres);
  }

  Database database() {
    return database;
  }

  @Override
  public void close() throws IOException {
    database.close();
    server.close();
  }
}
