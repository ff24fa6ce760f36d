package pilotfeld.processing.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.store.DatabaseSettings;

/// A PostgreSQL of a test's own that can be killed, stopped and started again where it was. It
/// flushes to disk as in production.
public final class PostgresProcess implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 20;

  private final Path folder;
  private final DatabaseSettings settings;
  private final int port;
  private Process server;

  private PostgresProcess(Path folder, DatabaseSettings settings, int port) {
    this.folder = folder;
    this.settings = settings;
    this.port = port;
  }

  /// Makes a cluster in a folder, and starts it.
  public static PostgresProcess start(Path folder) throws Exception {
    var port = freePort();
    DatabaseSettings made;
    try (var first = EmbeddedPostgres.start(folder)) {
      made = first.settings();
    }
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    var postgres =
        new PostgresProcess(
            folder.toRealPath(), new DatabaseSettings(url, made.user(), made.password()), port);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::kill));
    postgres.start();
    return postgres;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Starts it again on the same port, and waits until it answers; after a kill it first makes good
  /// what its log has.
  public void start() throws Exception {
    if (!Eventually.within(START_PATIENCE, this::isUp)) {
      throw new IOException("PostgreSQL does not start, see " + log());
    }
  }

  // One that was killed may still hold its memory for a moment: then the next one ends at once.
  private boolean isUp() throws IOException {
    if (server == null || !server.isAlive()) {
      launch();
    }
    try {
      return jdbi().withHandle(handle -> handle.select("SELECT true").mapTo(Boolean.class).one());
    } catch (JdbiException e) {
      return false;
    }
  }

  private void launch() throws IOException {
    var command =
        Unprivileged.command(
            folder.resolve("programs/bin/postgres"),
            "-D",
            folder.resolve("data").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "timezone=UTC");
    server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  private Path log() {
    return folder.resolve("process.log");
  }

  /// `kill -9` of the server and of every process of its own.
  public void kill() {
    var workers = server.descendants().toList();
    server.destroyForcibly().onExit().join();
    workers.forEach(ProcessHandle::destroyForcibly);
  }

  /// Ends it in order, without waiting for those who are connected.
  public void stop() throws IOException {
    new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().onExit().join();
    server.onExit().completeOnTimeout(server, STOP_SECONDS, TimeUnit.SECONDS).join();
    if (server.isAlive()) {
      kill();
    }
  }

  /// An empty database in it.
  ///
  /// @param options of CREATE DATABASE
  public DatabaseSettings create(String name, String options) {
    jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + name + " " + options));
    return new DatabaseSettings(
        settings.url().replaceFirst("/[^/]+$", "/" + name), settings.user(), settings.password());
  }

  /// The server, past all code of ours.
  public Jdbi jdbi() {
    return Jdbi.create(settings.url(), settings.user(), settings.password());
  }

  /// Makes the user as whom it runs the owner of an empty folder.
  public static void give(Path folder) throws IOException {
    Unprivileged.give(folder);
  }

  @Override
  public void close() throws IOException {
    if (server.isAlive()) {
      stop();
    }
  }
}
