package pilotfeld.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The installed nginx on a free port of loopback, with the configuration of docker-compose.yml.
final class Proxy {

  private static final Path CONFIGURATION = Path.of("proxy", "nginx.conf");

  private final int port;
  private final Path log;
  private final InstalledServer server;

  private Proxy(int port, Path log, InstalledServer server) {
    this.port = port;
    this.log = log;
    this.server = server;
  }

  /// @param parent where a folder for its own files is made
  /// @param secrets folder with its certificate and key
  /// @param page port of the page on loopback
  /// @param hooks port of the webhooks on loopback
  static Proxy start(Path parent, Path secrets, int page, int hooks) throws IOException {
    var program = InstalledServer.program("nginx");
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
            .replace("worker_processes 1;", "worker_processes 1;\n" + user()));
    var command =
        List.of(
            program.get().toString(),
            "-p",
            folder.toString(),
            "-e",
            "/dev/stderr",
            "-c",
            file.toString());
    return new Proxy(port, log, InstalledServer.start(command, log, port));
  }

  // In the container its workers are what its master is; started by root they would be nobody.
  private static String user() {
    var name = System.getProperty("user.name");
    return name.equals("root") ? "user root;\n" : "";
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
    server.stop();
  }
}
