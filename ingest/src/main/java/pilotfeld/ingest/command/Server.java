package pilotfeld.ingest.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.embedded.EmbeddedPostgres;
import pilotfeld.processing.store.DatabaseSettings;

/// Where a command finds the database: the one that the settings name, else that of the embedded
/// default, running or not. Its schema is left as it is.
///
/// @param started ends what was started for the command
record Server(DatabaseSettings database, Closeable started) implements AutoCloseable {

  static Server of(Settings settings) throws IOException {
    if (settings.database().isPresent()) {
      return new Server(settings.database().get(), () -> {});
    }
    if (!Files.exists(folder(settings))) {
      throw new IllegalArgumentException(
          "PILOTFELD_DB_URL is not set, and there is no embedded database in "
              + settings.state().toAbsolutePath()
              + ", where PILOTFELD_STATE has it");
    }
    return embedded(settings);
  }

  /// That of the embedded default, made if it is not there.
  static Server embedded(Settings settings) throws IOException {
    var folder = Files.createDirectories(folder(settings));
    var running = EmbeddedPostgres.running(folder);
    if (running.isPresent()) {
      return new Server(running.get(), () -> {});
    }
    var postgres = EmbeddedPostgres.start(folder);
    return new Server(postgres.settings(), postgres);
  }

  private static Path folder(Settings settings) {
    return settings.state().resolve("postgres");
  }

  @Override
  public void close() throws IOException {
    started.close();
  }
}
