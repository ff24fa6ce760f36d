package pilotfeld.ingest;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.ingest.service.Application;
import pilotfeld.ingest.service.Role;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.DatabaseSettings;

/// The whole system in this process, on a database of its own and free ports, asked from outside as
/// people ask it.
public final class RunningSystem implements AutoCloseable {

  private static final String PASSWORD = "a password for tests";

  private final DatabaseSettings database;
  private final Settings settings;
  private final Application application;
  private final HttpClient http = HttpClient.newHttpClient();

  /// @param more settings, such as those of a broker
  public RunningSystem(Map<String, String> more) throws IOException {
    this(more, TestDatabase.create(), EnumSet.allOf(Role.class));
  }

  /// The same where it must be known before on which port the page is.
  public static RunningSystem at(int port, Map<String, String> more) throws IOException {
    var settings = new HashMap<>(more);
    settings.put("PILOTFELD_HTTP_PORT", Integer.toString(port));
    return new RunningSystem(settings);
  }

  private RunningSystem(Map<String, String> more, DatabaseSettings database, Set<Role> roles)
      throws IOException {
    this.database = database;
    var environment = new HashMap<>(more);
    environment.putIfAbsent("PILOTFELD_HTTP_PORT", Integer.toString(freeTcpPort()));
    environment.put("PILOTFELD_COAP_PORT", Integer.toString(freeUdpPort()));
    environment.put("PILOTFELD_COAPS_PORT", Integer.toString(freeUdpPort()));
    environment.put("PILOTFELD_ADMIN_PASSWORD", PASSWORD);
    environment.putIfAbsent(
        "PILOTFELD_STATE", Files.createTempDirectory(Path.of("target"), "state").toString());
    this.settings = Settings.from(environment);
    this.application = new Application(settings, database);
    application.start(roles, settings.brokers());
  }

  /// A further process on the same database, that only takes messages in.
  ///
  /// @param more settings, such as those of a broker
  public RunningSystem ingestBeside(Map<String, String> more) throws IOException {
    return new RunningSystem(more, database, EnumSet.of(Role.INGEST));
  }

  /// A further process on the same database, that takes no messages in.
  public RunningSystem processingBeside() throws IOException {
    return new RunningSystem(Map.of(), database, EnumSet.of(Role.PROCESSING));
  }

  /// To register and to ask what is inside.
  public Application application() {
    return application;
  }

  /// The address of a path.
  public URI at(String path) {
    return URI.create(application.address() + path);
  }

  /// With which `admin` logs in.
  public String password() {
    return PASSWORD;
  }

  /// How to connect to the database behind it.
  public DatabaseSettings database() {
    return database;
  }

  /// The database behind it, past all code of ours.
  public Jdbi jdbi() {
    return Jdbi.create(database.url(), database.user(), database.password());
  }

  /// `coap://127.0.0.1:<port>`.
  public String coap() {
    return "coap://127.0.0.1:" + settings.coap().getPort();
  }

  /// Where CoAP over DTLS listens, if a secret was among the settings.
  public InetSocketAddress coaps() {
    return settings.coaps();
  }

  /// What `GET` answers, asked as the administrator.
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var credentials =
        Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(at(path)).header("Authorization", "Basic " + credentials).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    application.close();
  }

  /// How often messages ended so, by the law's table.
  ///
  /// @param outcome a term of the law, in lower case
  public long tally(String outcome) {
    return jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT coalesce(sum(count), 0) FROM tally WHERE outcome = :outcome")
                    .bind("outcome", outcome)
                    .mapTo(Long.class)
                    .one());
  }

  /// A port of loopback that nobody listens on.
  public static int freeTcpPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The same for datagrams.
  public static int freeUdpPort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
