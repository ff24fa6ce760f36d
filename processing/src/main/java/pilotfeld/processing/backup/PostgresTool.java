package pilotfeld.processing.backup;

import static java.util.Objects.requireNonNullElse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.Driver;
import pilotfeld.processing.store.DatabaseSettings;

/// A program of PostgreSQL's own, such as `pg_dump`. It is told where the database is by its
/// environment: arguments of a process are for everybody to see.
///
/// @param name to be found on the path
/// @param major version of PostgreSQL that it belongs to
record PostgresTool(String name, int major) {

  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  // What libpq calls the properties of a JDBC URL.
  private static final Map<String, String> VARIABLES =
      Map.of(
          "PGHOST", "PGHOST",
          "PGPORT", "PGPORT",
          "PGDBNAME", "PGDATABASE",
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "sslcert", "PGSSLCERT",
          "sslkey", "PGSSLKEY");

  /// @param serverMajor version of the server that it is to be used with
  /// @throws IOException if it is not installed, or older than the server
  static PostgresTool find(String name, int serverMajor) throws IOException {
    if (!isInstalled(name)) {
      throw new IOException(
          "%s is not installed: install PostgreSQL's client programs of version %d or later (on Debian postgresql-client-%d)"
              .formatted(name, serverMajor, serverMajor));
    }
    var tool = new PostgresTool(name, version(name));
    if (tool.major < serverMajor) {
      throw new IOException(
          "%s is of version %d, and the server of %d: install postgresql-client-%d or later, and put it first on the PATH"
              .formatted(name, tool.major, serverMajor, serverMajor));
    }
    return tool;
  }

  private static boolean isInstalled(String name) {
    return Stream.of(requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  static int version(String name) throws IOException {
    var process = new ProcessBuilder(name, "--version").redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    var version = VERSION.matcher(said);
    if (!version.find()) {
      throw new IOException(name + " does not say its version: " + said.strip());
    }
    return Integer.parseInt(version.group(1));
  }

  /// Runs it to its end.
  ///
  /// @param log where it complains; removed if all went well
  /// @param beat called every two seconds
  /// @throws IOException with its complaint if it failed
  void run(DatabaseSettings at, List<String> arguments, Path log, Runnable beat)
      throws IOException {
    var command = new ArrayList<>(List.of(name, "--no-password"));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    tell(builder.environment(), at);
    if (await(builder.start(), beat) != 0) {
      throw new IOException("%s failed: %s".formatted(name, Files.readString(log).strip()));
    }
    Files.delete(log);
  }

  private static void tell(Map<String, String> environment, DatabaseSettings at)
      throws IOException {
    var properties = Driver.parseURL(at.url(), new Properties());
    if (properties == null) {
      throw new IOException(at.url() + " is no JDBC URL of PostgreSQL");
    }
    VARIABLES.forEach(
        (property, variable) -> {
          var value = properties.getProperty(property);
          if (value != null) {
            environment.put(variable, value);
          }
        });
    environment.put("PGUSER", at.user());
    environment.put("PGPASSWORD", at.password());
    environment.put("PGAPPNAME", "pilotfeld backup");
  }

  private static int await(Process process, Runnable beat) throws IOException {
    try {
      while (!process.waitFor(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        beat.run();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
