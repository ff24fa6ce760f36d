package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.setup.SetupCommand;

/// The installed nginx with the configuration of docker-compose.yml, before a page and webhooks.
class ProxyIT {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";
  private static final String ORIGINS =
      "SELECT DISTINCT origin FROM audit WHERE action = 'login' ORDER BY 1";

  @TempDir private static Path parent;
  private static RunningSystem system;
  private static Proxy proxy;

  @BeforeAll
  static void start() throws Exception {
    makeCertificate();
    var hookPort = RunningSystem.freeTcpPort();
    system =
        new RunningSystem(
            Map.of(
                "PILOTFELD_HTTP_SCHEME", "https",
                "PILOTFELD_HTTP_PROXIES", "127.0.0.1",
                "PILOTFELD_HOOK_PORT", Integer.toString(hookPort),
                "PILOTFELD_HOOK_SOURCES", "chirpstack",
                "PILOTFELD_HOOK_CHIRPSTACK_SECRET", SECRET));
    proxy = Proxy.start(parent, folder().resolve("proxy"), system.at("").getPort(), hookPort);
  }

  @AfterAll
  static void stop() throws Exception {
    if (proxy != null) {
      proxy.stop();
    }
    if (system != null) {
      system.close();
    }
  }

  @Test
  void thePageIsReachedByHttpsAndSaysThatItStaysSo() throws Exception {
    var answer = send(HttpRequest.newBuilder(proxy.at("/")));

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
  }

  @Test
  void aLoginIsOfTheClientWhateverTheClientClaims() throws Exception {
    var body = "{\"name\":\"admin\",\"password\":\"" + system.password() + "\"}";
    var login =
        HttpRequest.newBuilder(proxy.at("/api/login"))
            .header("Origin", "https://" + proxy.at("").getAuthority())
            .header("X-Forwarded-For", "198.51.100.1")
            .header("Forwarded", "for=198.51.100.1")
            .POST(BodyPublishers.ofString(body));

    // Every address of 127.0.0.0/8 is this machine's, so each may be another client.
    try (var client = client("127.0.0.2")) {
      var status = client.send(login.build(), BodyHandlers.discarding()).statusCode();
      assertEquals(204, status);
    }

    var origins =
        system.jdbi().withHandle(handle -> handle.createQuery(ORIGINS).mapTo(String.class).list());
    assertEquals(List.of("127.0.0.2"), origins);
  }

  @Test
  void anOpenPageIsToldAtOnce() throws Exception {
    try (var client = client()) {
      var request = HttpRequest.newBuilder(proxy.at("/api/live")).build();
      var answer = client.send(request, BodyHandlers.ofInputStream());

      assertEquals("retry: 2000\n\n", new String(answer.body().readNBytes(13)));
      client.shutdownNow();
    }
  }

  @Test
  void aWebhookComesThroughAndItsAddressIsWrittenNowhere() throws Exception {
    var uplink = Uplinks.json("70b3d57ba0000001", UUID.randomUUID(), 1, Instant.now());
    var hook = "/hook/chirpstack/" + SECRET;

    assertEquals(204, send(posted(hook + "?event=up", uplink)).statusCode());
    assertEquals(404, send(posted(hook.replace("/4f", "/00"), uplink)).statusCode());
    assertFalse(proxy.log().contains(SECRET.substring(8)), proxy.log());
  }

  @Test
  void aWebhookThatFindsNobodyIsWrittenNowhereEither() throws Exception {
    var nobody = RunningSystem.freeTcpPort();
    var alone = Proxy.start(parent, folder().resolve("proxy"), nobody, nobody);
    try {
      var hook = HttpRequest.newBuilder(alone.at("/hook/chirpstack/" + SECRET));

      assertEquals(502, send(hook.POST(BodyPublishers.ofString("{}"))).statusCode());
      assertFalse(alone.log().contains(SECRET), alone.log());
    } finally {
      alone.stop();
    }
  }

  @Test
  void figuresAreNotForTheOutside() throws Exception {
    assertEquals(404, send(HttpRequest.newBuilder(proxy.at("/metrics"))).statusCode());
  }

  @Test
  void aNewCertificateIsShownWithoutARestart() throws Exception {
    var first = shown();

    Files.delete(folder().resolve("proxy/page.crt"));
    makeCertificate();

    assertNotEquals(first, shown());
  }

  private static Object shown() throws Exception {
    var answer = send(HttpRequest.newBuilder(proxy.at("/api/health")));
    return answer.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  private static HttpRequest.Builder posted(String path, byte[] body) {
    return HttpRequest.newBuilder(proxy.at(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var client = client()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static HttpClient client() throws IOException {
    return client("127.0.0.1");
  }

  private static HttpClient client(String from) throws IOException {
    var authority = Files.readString(folder().resolve("operator/ca.crt"));
    return TrustingClient.builder(authority).localAddress(InetAddress.ofLiteral(from)).build();
  }

  private static void makeCertificate() {
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", folder().toString()));
  }

  private static Path folder() {
    return parent.resolve("setup");
  }
}
