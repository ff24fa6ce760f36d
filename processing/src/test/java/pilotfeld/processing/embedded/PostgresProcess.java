package pilotfeld.processing.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.store.DatabaseSettings;

/// A PostgreSQL that a test may kill, stop and start again where it was: one of its own that
/// flushes to disk as in production, or a named one that runs on this machine.
public final class PostgresProcess implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 20;

  private final DatabaseSettings settings;
  private final List<String> command;
  private final Path log;
  private final boolean isNamed;
  private Optional<ProcessHandle> server;

  private PostgresProcess(
      DatabaseSettings settings,
      List<String> command,
      Path log,
      boolean isNamed,
      Optional<ProcessHandle> server) {
    this.settings = settings;
    this.command = command;
    this.log = log;
    this.isNamed = isNamed;
    this.server = server;
  }

  /// Makes a cluster in a folder, and starts it.
  public static PostgresProcess start(Path folder) throws Exception {
    var port = freePort();
    DatabaseSettings made;
    try (var first = EmbeddedPostgres.start(folder)) {
      made = first.settings();
    }
    var settings =
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", made.user(), made.password());
    var command =
        Unprivileged.command(
            folder.toRealPath().resolve("programs/bin/postgres"),
            "-D",
            folder.toRealPath().resolve("data").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "timezone=UTC");
    var postgres =
        new PostgresProcess(
            settings, command, folder.resolve("process.log"), false, Optional.empty());
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::kill));
    postgres.start();
    return postgres;
  }

  /// The server of a database, which runs on this machine; it is started again by the command by
  /// which it runs, as the same user. Takes root, or to be that user.
  ///
  /// @param log what it says from its second start on
  public static PostgresProcess named(DatabaseSettings settings, Path log) throws IOException {
    var jdbi = Jdbi.create(settings.url(), settings.user(), settings.password());
    var backend =
        jdbi.withHandle(handle -> handle.select("SELECT pg_backend_pid()").mapTo(Long.class).one());
    var server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    var process = Path.of("/proc", Long.toString(server.pid()));
    var command = new ArrayList<>(List.of("setsid", "setpriv"));
    command.add("--reuid=" + Files.getAttribute(process, "unix:uid"));
    command.add("--regid=" + Files.getAttribute(process, "unix:gid"));
    command.add("--clear-groups");
    command.addAll(List.of(Files.readString(process.resolve("cmdline")).split("\0")));
    return new PostgresProcess(settings, command, log, true, Optional.of(server));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Starts it again where it was, and waits until it answers; after a kill it first makes good
  /// what its log has.
  public void start() throws Exception {
    if (!Eventually.within(START_PATIENCE, this::isUp)) {
      throw new IOException("PostgreSQL does not start, see " + log);
    }
  }

  // One that was killed may still hold its memory for a moment: then the next one ends at once.
  private boolean isUp() throws IOException {
    if (!server.map(ProcessHandle::isAlive).orElse(false)) {
      server =
          Optional.of(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                  .start()
                  .toHandle());
    }
    try {
      return jdbi().withHandle(handle -> handle.select("SELECT true").mapTo(Boolean.class).one());
    } catch (JdbiException e) {
      return false;
    }
  }

  /// `kill -9` of the server and of every process of its own.
  public void kill() {
    server.ifPresent(
        each -> {
          var workers = each.descendants().toList();
          each.destroyForcibly();
          each.onExit().join();
          workers.forEach(ProcessHandle::destroyForcibly);
        });
  }

  /// Ends it in order, without waiting for those who are connected.
  public void stop() throws IOException {
    var running = server.orElseThrow();
    new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start().onExit().join();
    running.onExit().completeOnTimeout(running, STOP_SECONDS, TimeUnit.SECONDS).join();
    if (running.isAlive()) {
      kill();
    }
  }

  /// An empty database in it.
  ///
  /// @param options of CREATE DATABASE
  public DatabaseSettings create(String name, String options) {
    jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + name + " " + options));
    return new DatabaseSettings(
        settings.url().replaceFirst("/[^/?]+(?=$|\\?)", "/" + name),
        settings.user(),
        settings.password());
  }

  /// The server, past all code of ours.
  public Jdbi jdbi() {
    return Jdbi.create(settings.url(), settings.user(), settings.password());
  }

  /// Makes the user as whom it runs the owner of an empty folder.
  public void give(Path folder) throws IOException {
    if (isNamed) {
      var process = Path.of("/proc", Long.toString(server.orElseThrow().pid()));
      Files.setAttribute(folder, "unix:uid", Files.getAttribute(process, "unix:uid"));
    } else {
      Unprivileged.give(folder);
    }
  }

  /// Ends it, unless it is a named one, which runs on.
  @Override
  public void close() throws IOException {
    if (isNamed) {
      isUp();
    } else if (server.map(ProcessHandle::isAlive).orElse(false)) {
      stop();
    }
  }
}
