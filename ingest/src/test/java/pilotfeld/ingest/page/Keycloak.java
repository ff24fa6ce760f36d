package pilotfeld.ingest.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.fixture.Eventually;

/// Keycloak on a free port of loopback, with a realm of an operator: the distribution as it is
/// published, in a process of its own.
final class Keycloak implements AutoCloseable {

  static final String CLIENT = "pilotfeld";
  static final String SECRET = "a-secret-for-tests";
  static final String PASSWORD = "a password for tests";

  private static final String VERSION = "26.5.6";
  private static final String MISSING =
      "skipped: Keycloak is not in Maven's local repository, mvn dependency:get -Dtransitive=false -Dartifact=org.keycloak:keycloak-quarkus-dist:"
          + VERSION
          + ":zip";
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final int STOP_SECONDS = 20;
  private static final String REALM =
      """
      {"realm": "swo", "enabled": true, "sslRequired": "none",
       "roles": {"realm": [{"name": "pilots-field"}, {"name": "pilots-data"}]},
       "clients": [{
         "clientId": "pilotfeld", "secret": "a-secret-for-tests", "enabled": true, "protocol": "openid-connect",
         "publicClient": false, "standardFlowEnabled": true, "directAccessGrantsEnabled": false,
         "redirectUris": ["%s"], "attributes": {"pkce.code.challenge.method": "S256"},
         "protocolMappers": [{
           "name": "roles", "protocol": "openid-connect", "protocolMapper": "oidc-usermodel-realm-role-mapper",
           "config": {"claim.name": "realm_access.roles", "jsonType.label": "String", "multivalued": "true", "id.token.claim": "true"}}]}],
       "users": [
         {"username": "anna", "enabled": true, "email": "anna@swo.example", "firstName": "Anna", "lastName": "M",
          "credentials": [{"type": "password", "value": "a password for tests"}], "realmRoles": ["pilots-field"]},
         {"username": "guest", "enabled": true, "email": "guest@swo.example", "firstName": "Guest", "lastName": "G",
          "credentials": [{"type": "password", "value": "a password for tests"}], "realmRoles": []}]}
      """;

  private final int port;
  private final Process process;

  private Keycloak(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// Starts it; skips the tests where it is not to be had.
  ///
  /// @param back where its client may have browsers sent back to
  static Keycloak start(String back) throws Exception {
    var zip = repository().resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
    if (!Files.exists(zip)) {
      System.out.println(MISSING);
    }
    assumeTrue(Files.exists(zip), MISSING);
    var home = unpacked(zip);
    Files.createDirectories(home.resolve("data/import"));
    Files.writeString(home.resolve("data/import/swo-realm.json"), REALM.formatted(back));
    var port = RunningSystem.freeTcpPort();
    var start =
        new ProcessBuilder(
            "bash",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + RunningSystem.freeTcpPort());
    start.environment().put("JAVA_HOME", System.getProperty("java.home"));
    start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    start.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    var log = home.resolve("log");
    var keycloak =
        new Keycloak(port, start.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    if (!Eventually.within(START_PATIENCE, keycloak::answers)) {
      keycloak.close();
      throw new IOException("Keycloak does not start: " + Files.readString(log));
    }
    return keycloak;
  }

  private static Path repository() {
    var local =
        System.getProperty(
            "maven.repo.local",
            Path.of(System.getProperty("user.home"), ".m2/repository").toString());
    return Path.of(local, "org/keycloak/keycloak-quarkus-dist", VERSION);
  }

  private static Path unpacked(Path zip) throws IOException {
    var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "keycloak");
    try (var inside = FileSystems.newFileSystem(zip)) {
      var root = inside.getPath("/keycloak-" + VERSION);
      try (var files = Files.walk(root)) {
        files.forEach(file -> copy(file, folder.resolve(root.relativize(file).toString())));
      }
    }
    return folder;
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IOException("Keycloak has ended");
    }
    var address = URI.create(issuer() + "/.well-known/openid-configuration");
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// As its tokens name it.
  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/swo";
  }

  @Override
  public void close() {
    var all = List.copyOf(process.descendants().toList());
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
