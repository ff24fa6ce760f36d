package pilotfeld.ingest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.fixture.Eventually;

/// One process of the program as it is delivered: `java -jar pilotfeld.jar run`.
public final class Service implements AutoCloseable {

  private static final Path PROGRAM = Path.of("target", "pilotfeld.jar").toAbsolutePath();
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);
  private static final int STOP_SECONDS = 15;

  private final Map<String, String> settings;
  private final Path log;
  private final int http = RunningSystem.freeTcpPort();
  private final int coap = RunningSystem.freeUdpPort();
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  /// @param settings in its environment, beside its ports
  /// @param log where its lines go
  public Service(Map<String, String> settings, Path log) throws IOException {
    this.settings = settings;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /// Starts it, and waits until it answers that all is well.
  public Service start() throws Exception {
    launch();
    awaitHealth(200);
    return this;
  }

  /// Starts it, and waits for nothing.
  void launch() throws IOException {
    var program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                PROGRAM.toString(),
                "run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    program.environment().keySet().removeIf(name -> name.startsWith("PILOTFELD_"));
    program.environment().putAll(settings);
    program.environment().put("PILOTFELD_HTTP_PORT", Integer.toString(http));
    program.environment().put("PILOTFELD_COAP_PORT", Integer.toString(coap));
    process = program.start();
  }

  /// Waits for an answer of its health check.
  ///
  /// @param code 200 where the database is there, 503 where it is away
  void awaitHealth(int code) throws Exception {
    if (!Eventually.within(START_PATIENCE, () -> health() == code || !process.isAlive())
        || !process.isAlive()) {
      throw new IllegalStateException("it does not run as it should:\n" + log());
    }
  }

  private int health() throws InterruptedException {
    try {
      return get("/api/health").statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
            .timeout(ANSWER_PATIENCE)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /// Where the page is.
  public URI at(String path) {
    return URI.create("http://localhost:" + http + path);
  }

  /// Where sensors of one's own send.
  String coap(String device) {
    return "coap://127.0.0.1:" + coap + "/up/" + device;
  }

  /// Everything that it has said.
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// In how many lines of its log a text is.
  long logged(String text) {
    return log().lines().filter(line -> line.contains(text)).count();
  }

  /// Waits until a text is in its log.
  void awaitLogged(String text) throws Exception {
    if (!Eventually.within(START_PATIENCE, () -> logged(text) > 0)) {
      throw new IllegalStateException("it does not say “" + text + "”:\n" + log());
    }
  }

  /// `kill -9`.
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Ends it in order.
  void stop() {
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      kill();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
    client.close();
  }
}
