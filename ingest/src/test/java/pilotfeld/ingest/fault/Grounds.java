package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine;
import pilotfeld.ingest.setup.Broker;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.embedded.PostgresProcess;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.DatabaseSettings;

/// A PostgreSQL that may be killed (that of `PILOTFELD_TEST_DB_URL`, if it is set), and a Mosquitto
/// with the project's configuration: processes of their own, once for all faults.
final class Grounds {

  private static final String DATABASES_IN =
      "SELECT datname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE spcname = ?";

  private final Path folder;
  private final PostgresProcess postgres;
  private final Broker broker;

  private Grounds(Path folder, PostgresProcess postgres, Broker broker) {
    this.folder = folder;
    this.postgres = postgres;
    this.broker = broker;
  }

  static Grounds prepare(Path folder) throws Exception {
    var setup = Files.createDirectories(folder).resolve("setup");
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", setup.toString()));
    var broker = Broker.start(setup);
    return new Grounds(folder, postgres(folder), broker);
  }

  private static PostgresProcess postgres(Path folder) throws Exception {
    var named = TestDatabase.named();
    return named.isPresent()
        ? PostgresProcess.named(named.get(), folder.resolve("postgres.log"))
        : PostgresProcess.start(folder.resolve("postgres"));
  }

  PostgresProcess postgres() {
    return postgres;
  }

  Broker broker() {
    return broker;
  }

  /// An empty database in the PostgreSQL that may be killed.
  DatabaseSettings database() {
    return database("");
  }

  /// The same.
  ///
  /// @param options of CREATE DATABASE
  DatabaseSettings database(String options) {
    return postgres.create("fault_" + UUID.randomUUID().toString().replace("-", ""), options);
  }

  /// Drops a database that no fault needs any more, whatever became of its server: each holds a
  /// worker of TimescaleDB, of which a server has few.
  void drop(DatabaseSettings database) {
    try {
      postgres.start();
    } catch (Exception e) {
      throw new IllegalStateException("the databases of the faults stay", e);
    }
    var name = database.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    postgres.jdbi().useHandle(handle -> handle.execute("DROP DATABASE " + name + " WITH (FORCE)"));
  }

  /// Drops a tablespace and the databases in it, so that its disk can go.
  void dropTablespace(String name) {
    postgres
        .jdbi()
        .useHandle(
            handle -> {
              handle
                  .select(DATABASES_IN, name)
                  .mapTo(String.class)
                  .list()
                  .forEach(each -> handle.execute("DROP DATABASE " + each + " WITH (FORCE)"));
              handle.execute("DROP TABLESPACE " + name);
            });
  }

  /// A new folder.
  Path folder(String name) throws Exception {
    return Files.createTempDirectory(folder, name);
  }

  /// Ends both.
  void close() throws Exception {
    broker.stop();
    postgres.close();
  }
}
