package pilotfeld.ingest.command;

import java.io.IOException;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.store.Database;

/// The database for commands that do one thing and end, with its schema brought up to date.
final class Connection implements AutoCloseable {

  private final Database database;
  private final Server server;

  private Connection(Database database, Server server) {
    this.database = database;
    this.server = server;
  }

  static Connection open(Settings settings) throws IOException {
    var server = Server.of(settings);
    return new Connection(Database.open(server.database()), server);
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
