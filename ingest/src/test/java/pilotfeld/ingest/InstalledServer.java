package pilotfeld.ingest;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A server that is installed on this machine, as a process that listens on loopback.
public final class InstalledServer {

  private static final Duration START_PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int STOP_SECONDS = 10;

  private final Process process;

  private InstalledServer(Process process) {
    this.process = process;
  }

  /// Where its program is. Debian keeps servers where only root's path leads.
  public static Optional<Path> program(String name) {
    var path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts it, and waits until it listens.
  ///
  /// @param command its program and what that is told
  /// @param log to which it writes, after what stands there
  /// @param port of loopback
  /// @throws IOException with its log, if it ends or does not listen in time
  public static InstalledServer start(List<String> command, Path log, int port) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!listensInTime(process, port)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " does not start: " + Files.readString(log));
    }
    return new InstalledServer(process);
  }

  private static boolean listensInTime(Process process, int port) {
    var giveUp = System.nanoTime() + START_PATIENCE.toNanos();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Of its process.
  public long pid() {
    return process.pid();
  }

  /// `kill -9`.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Ends it in order.
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
