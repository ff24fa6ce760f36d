package pilotfeld.ingest.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Pilotfeld from its jar, in a process of its own with 512 MB of heap.
final class Service implements AutoCloseable {

  private static final Path JAR = Path.of("target", "pilotfeld.jar").toAbsolutePath();
  private static final Pattern HEAP = Pattern.compile(" (\\d+)M->(\\d+)M\\((\\d+)M\\)");
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final URI page;
  private final Path collections;

  private Service(Process process, URI page, Path collections) {
    this.process = process;
    this.page = page;
    this.collections = collections;
  }

  /// Starts `run` and waits until it answers.
  ///
  /// @param folder for its log and that of the garbage collector
  /// @param jvm options
  /// @param environment its settings, among them the port of the page
  /// @param arguments of `run`
  static Service start(
      Path folder, List<String> jvm, Map<String, String> environment, String... arguments)
      throws IOException {
    var collections = folder.resolve("gc.log");
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:gc:file=" + collections));
    command.addAll(jvm);
    command.addAll(List.of("-jar", JAR.toString(), "run"));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("service.log").toFile());
    builder.environment().putAll(environment);
    var page = URI.create("http://127.0.0.1:" + environment.get("PILOTFELD_HTTP_PORT"));
    var service = new Service(builder.start(), page, collections);
    service.awaitAnswer(folder);
    return service;
  }

  private void awaitAnswer(Path folder) throws IOException {
    var giveUp = System.nanoTime() + START_PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        process.destroyForcibly();
        throw new IOException("the service does not start, see " + folder.resolve("service.log"));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean answers() {
    try (var http = HttpClient.newHttpClient()) {
      var health = HttpRequest.newBuilder(page.resolve("/api/health")).build();
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  /// The address of a path of its page.
  URI at(String path) {
    return page.resolve(path);
  }

  /// Holds it where it is; the broker goes on to queue for it.
  void suspend() throws IOException {
    signal("STOP");
  }

  void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    if (ended(new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start()) != 0) {
      throw new IOException("the service cannot be sent SIG" + name);
    }
  }

  // What is held when it is told to end would never do so.
  @Override
  public void close() throws IOException {
    resume();
    process.destroy();
    ended(process);
  }

  private static int ended(Process process) throws IOException {
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      return process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// The most heap in use before a collection so far, in MiB; 0 if there was none.
  double peakHeapMebibytes() throws IOException {
    return HEAP.matcher(Files.readString(collections))
        .results()
        .mapToDouble(each -> Double.parseDouble(each.group(1)))
        .max()
        .orElse(0);
  }
}
