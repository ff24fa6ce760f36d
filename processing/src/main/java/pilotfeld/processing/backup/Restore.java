package pilotfeld.processing.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import pilotfeld.processing.spool.SpoolCopy;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// Brings a backup into an empty database and an empty state folder. Everything that can be wrong
/// with it is looked for before anything is written.
///
/// @param said told how far it has come, every two seconds
public record Restore(Consumer<String> said) {

  private static final String DASHBOARD_ROLE = "pilotfeld_dashboard";
  private static final long MEGABYTE = 1024 * 1024;

  /// Restores.
  ///
  /// @param state where the spools are to be; nothing may wait there
  /// @throws IOException if the backup is not whole, does not fit, or a program is missing or too
  ///   old
  public void run(Path folder, DatabaseSettings settings, Path state) throws IOException {
    var manifest = Manifest.readAndCheck(folder);
    var server = Server.at(settings);
    check(manifest, server);
    for (var spool : SpoolCopy.spools(folder)) {
      SpoolCopy.checkFree(state.resolve(spool.getFileName()));
    }
    var restore = PostgresTool.find("pg_restore", Math.max(server.major(), manifest.postgres()));
    try {
      restore(restore, manifest, server, folder);
    } catch (JdbiException e) {
      throw new IOException("the database cannot be restored: " + e.getCause().getMessage(), e);
    }
    for (var spool : SpoolCopy.spools(folder)) {
      SpoolCopy.restore(spool, state.resolve(spool.getFileName()));
    }
  }

  private static void check(Manifest manifest, Server server) throws IOException {
    if (!server.isEmpty()) {
      throw new IOException(
          "the database %s is not empty: create a new one, and name it in PILOTFELD_DB_URL"
              .formatted(server.settings()));
    }
    var newest = Database.newestMigration(server.settings());
    if (manifest.migration() > newest) {
      throw new IOException(
          "the backup is of Pilotfeld %s with schema level %d, this program knows %d: use a newer program"
              .formatted(manifest.pilotfeld(), manifest.migration(), newest));
    }
    if (manifest.timescaledb().isEmpty() == Database.runsTimescale(server.settings())) {
      throw new IOException(
          manifest.timescaledb().isEmpty()
              ? "the backup is of a PostgreSQL without TimescaleDB, and the server runs it: name a server that does not"
              : "the backup needs TimescaleDB %s, which the server does not run"
                  .formatted(manifest.timescaledb()));
    }
  }

  private void restore(PostgresTool tool, Manifest manifest, Server server, Path folder)
      throws IOException {
    var log = Files.createTempFile("pilotfeld-restore", ".log");
    var arguments = arguments(manifest, server, folder.resolve(Backup.DATABASE));
    if (manifest.timescaledb().isEmpty()) {
      tool.run(server.settings(), arguments, log, () -> sayBytes(server));
    } else {
      withTimescale(
          manifest,
          server,
          () -> tool.run(server.settings(), arguments, log, () -> sayBytes(server)));
    }
    server.execute("ANALYZE");
  }

  // Its own tables must be filled as they are dumped, without the extension doing anything
  // meanwhile.
  // https://docs.timescale.com/self-hosted/latest/backup-and-restore/logical-backup/
  private static void withTimescale(Manifest manifest, Server server, Work work)
      throws IOException {
    server.execute("CREATE EXTENSION IF NOT EXISTS timescaledb");
    var running = server.timescale().orElseThrow();
    if (!running.equals(manifest.timescaledb())) {
      throw new IOException(
          "the backup needs TimescaleDB %s, and the server has %s: restore with that version and update the extension afterwards"
              .formatted(manifest.timescaledb(), running));
    }
    server.execute("SELECT timescaledb_pre_restore()");
    try {
      work.run();
    } finally {
      server.execute("SELECT timescaledb_post_restore()");
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static List<String> arguments(Manifest manifest, Server server, Path dump) {
    var arguments = new ArrayList<>(List.of("--exit-on-error", "--dbname=" + name(server)));
    if (!server.isSuperuser() || !server.hasRole(manifest.owner())) {
      arguments.add("--no-owner");
    }
    if (!server.hasRole(DASHBOARD_ROLE)) {
      arguments.add("--no-privileges");
    }
    arguments.add(dump.toString());
    return arguments;
  }

  private static String name(Server server) {
    return server
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT current_database()").mapTo(String.class).one());
  }

  private void sayBytes(Server server) {
    said.accept("the database: %d MB restored".formatted(server.bytes() / MEGABYTE));
  }
}
