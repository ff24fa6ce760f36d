package pilotfeld.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The installed nginx on a free port of loopback, with the configuration of docker-compose.yml.
final class Proxy {

  private static final Path CONFIGURATION = Path.of("proxy", "nginx.conf");
  private static final Duration START_PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int STOP_SECONDS = 10;

  private final int port;
  private final Path log;
  private final Process process;

  private Proxy(int port, Path log, Process process) {
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /// @param parent where a folder for its own files is made
  /// @param secrets folder with its certificate and key
  /// @param page port of the page on loopback
  /// @param hooks port of the webhooks on loopback
  static Proxy start(Path parent, Path secrets, int page, int hooks)
      throws IOException, InterruptedException {
    var program = program();
    assumeTrue(program.isPresent(), "skipped: nginx is not installed, apt-get install nginx-light");
    var folder = Files.createTempDirectory(parent, "nginx");
    var port = RunningSystem.freeTcpPort();
    var file = folder.resolve("nginx.conf");
    var log = folder.resolve("log");
    Files.writeString(
        file,
        Files.readString(CONFIGURATION)
            .replace("listen 8443", "listen 127.0.0.1:" + port)
            .replace("/run/secrets", secrets.toAbsolutePath().toString())
            .replace("processing:8080", "127.0.0.1:" + page)
            .replace("ingest:8090", "127.0.0.1:" + hooks)
            .replace("/tmp/nginx", folder.resolve("nginx").toString())
            .replace("worker_processes 1;", "worker_processes 1;\n" + user()));
    var process =
        new ProcessBuilder(program.get().toString(), "-e", "/dev/stderr", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var proxy = new Proxy(port, log, process);
    proxy.awaitListening();
    return proxy;
  }

  // In the container its workers are what its master is; started by root they would be nobody.
  private static String user() {
    var name = System.getProperty("user.name");
    return name.equals("root") ? "user root;\n" : "";
  }

  private static Optional<Path> program() {
    var path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(each -> Path.of(each, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void awaitListening() throws IOException {
    var giveUp = System.nanoTime() + START_PATIENCE.toNanos();
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        throw new IOException("nginx does not start: " + log());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The address of a path.
  URI at(String path) {
    return URI.create("https://localhost:" + port + path);
  }

  /// What it wrote.
  String log() throws IOException {
    return Files.readString(log);
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
