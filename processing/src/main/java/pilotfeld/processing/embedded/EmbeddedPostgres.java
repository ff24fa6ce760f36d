package pilotfeld.processing.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.store.DatabaseSettings;

/// One PostgreSQL as a child process, on loopback, with its state in a folder. Started again if it
/// ends by itself; ends with this process.
public final class EmbeddedPostgres implements Closeable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(40);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(6);
  private static final Duration LAST_RESORT_AFTER = Duration.ofSeconds(8);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  // One that ran for less than this waits longer and longer to be started again.
  private static final Duration STEADY_AFTER = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String USER = "pilotfeld";
  // Of postmaster.pid, counted from 0.
  private static final int PORT_LINE = 3;

  private final Path folder;
  private final FileChannel lock;
  private final int port;
  private final ProcessBuilder command;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread lastResort = new Thread(this::endAtLast, "postgres-last-resort");
  private volatile Process server;

  private EmbeddedPostgres(Path folder, FileChannel lock, int port, ProcessBuilder command)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.port = port;
    this.command = command;
    this.server = command.start();
  }

  /// Starts it on a free port, and waits until it answers; the first time it makes the cluster and
  /// a password.
  ///
  /// @param folder keeps programs, data, password and log; made if it does not exist
  /// @throws IOException if it cannot be started; the message says why and where the log is
  public static EmbeddedPostgres start(Path folder) throws IOException {
    var home = Files.createDirectories(folder).toRealPath();
    var lock = lock(home);
    var programs = Binaries.unpack(home.resolve("programs"));
    var data = home.resolve("data");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(home, programs, data);
    }
    endLeftOver(home, programs, data);
    var port = freePort();
    var log = home.resolve("postgres.log");
    Files.deleteIfExists(log);
    var postgres = new EmbeddedPostgres(home, lock, port, command(programs, data, port, log));
    postgres.awaitReady(data, log);
    Runtime.getRuntime().addShutdownHook(postgres.lastResort);
    Thread.ofVirtual().name("postgres-watch").start(postgres::keepRunning);
    return postgres;
  }

  private static ProcessBuilder command(Path programs, Path data, int port, Path log) {
    return new ProcessBuilder(
            Unprivileged.command(
                programs.resolve("postgres"),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=60",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "max_wal_size=2GB",
                "-c",
                "autovacuum_naptime=10s",
                "-c",
                "timezone=UTC"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  // One that was killed is followed by another on the same port: whoever is connected finds it
  // again. It recovers by itself, once the last process of the one before is gone.
  private void keepRunning() {
    var pause = FIRST_PAUSE;
    try {
      while (true) {
        var begun = Instant.now();
        var code = server.waitFor();
        pause = begun.plus(STEADY_AFTER).isBefore(Instant.now()) ? FIRST_PAUSE : longer(pause);
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        LOG.warn("the embedded PostgreSQL has ended with {}: it is started again", code);
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private synchronized void startAgain() {
    if (closing.getCount() == 0) {
      return;
    }
    try {
      server = command.start();
    } catch (IOException e) {
      LOG.warn("the embedded PostgreSQL cannot be started again yet: {}", e.getMessage());
    }
  }

  /// How to connect to the one that another process runs on the folder; empty if none does.
  public static Optional<DatabaseSettings> running(Path folder) throws IOException {
    try (var _ = lock(folder.toRealPath())) {
      return Optional.empty();
    } catch (InUse e) {
      var lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
      return Optional.of(settings(folder, Integer.parseInt(lines.get(PORT_LINE).strip())));
    }
  }

  /// How to connect to it.
  public DatabaseSettings settings() {
    return settings(folder, port);
  }

  private static DatabaseSettings settings(Path folder, int port) {
    try {
      var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
      return new DatabaseSettings(url, USER, Files.readString(folder.resolve("password")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The lock ends with this process, however it ends.
  private static FileChannel lock(Path home) throws IOException {
    var channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The same process has it: told below like any other.
    }
    channel.close();
    throw new InUse("another Pilotfeld runs on " + home + ": stop it first");
  }

  private static final class InUse extends IOException {

    private static final long serialVersionUID = 1;

    InUse(String message) {
      super(message);
    }
  }

  private static void initialise(Path home, Path programs, Path data) throws IOException {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var password = home.resolve("password");
    Files.deleteIfExists(password);
    Files.createFile(password, Unprivileged.ownerOnly());
    Files.writeString(password, HexFormat.of().formatHex(random));
    Unprivileged.give(password);
    Files.createDirectories(data);
    Unprivileged.give(data);
    run(
        home.resolve("initdb.log"),
        programs.resolve("initdb"),
        "-D",
        data.toString(),
        "-U",
        USER,
        "-A",
        "scram-sha-256",
        "--pwfile",
        password.toString(),
        "-E",
        "UTF8",
        "--locale=C.UTF-8");
  }

  // A process that was killed leaves its server running: it is ended in order, so that the data is
  // whole.
  private static void endLeftOver(Path home, Path programs, Path data) throws IOException {
    if (Files.exists(data.resolve("postmaster.pid"))) {
      var stop =
          Unprivileged.command(
              programs.resolve("pg_ctl"),
              "stop",
              "-D",
              data.toString(),
              "-m",
              "fast",
              "-w",
              "-t",
              "20");
      await(
          new ProcessBuilder(stop)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("pg_ctl.log").toFile())
              .start());
    }
  }

  private static void run(Path log, Path program, String... arguments) throws IOException {
    var process =
        new ProcessBuilder(Unprivileged.command(program, arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (await(process) != 0) {
      throw new IOException(program.getFileName() + " failed: " + Files.readString(log).strip());
    }
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  // The last line of postmaster.pid tells when connections are taken.
  private void awaitReady(Path data, Path log) throws IOException {
    var deadline = Instant.now().plus(START_PATIENCE);
    while (!isReady(data)) {
      if (!server.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new IOException(
            "PostgreSQL does not start, see " + log + ": " + Files.readString(log).strip());
      }
      pause();
    }
  }

  private static boolean isReady(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    return Files.exists(file)
        && Arrays.stream(Files.readString(file).split("\n"))
            .anyMatch(line -> line.strip().equals("ready"));
  }

  private void pause() throws IOException {
    try {
      server.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL started", e);
    }
  }

  // A process that ends before it has closed everything must not leave its server behind.
  private void endAtLast() {
    try {
      if (!closed.await(LAST_RESORT_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        endServer();
      }
    } catch (InterruptedException | IOException e) {
      server.destroyForcibly();
    }
  }

  /// Ends it in order.
  @Override
  public void close() throws IOException {
    endServer();
    lock.close();
    closed.countDown();
  }

  // SIGINT is PostgreSQL's fast shutdown.
  private synchronized void endServer() throws IOException {
    closing.countDown();
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
      if (!server.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
