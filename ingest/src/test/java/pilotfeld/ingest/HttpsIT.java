package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.fixture.Eventually;

/// HTTPS by Pilotfeld itself, with what `setup` made as the operator's files.
class HttpsIT {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path parent;
  private static RunningSystem system;
  private static int hookPort;

  @BeforeAll
  static void start() throws IOException {
    makeCertificate();
    hookPort = RunningSystem.freeTcpPort();
    system =
        new RunningSystem(
            Map.of(
                "PILOTFELD_HTTP_CERTIFICATE_FILE", certificate().toString(),
                "PILOTFELD_HTTP_KEY_FILE", key().toString(),
                "PILOTFELD_HOOK_PORT", Integer.toString(hookPort),
                "PILOTFELD_HOOK_SOURCES", "chirpstack",
                "PILOTFELD_HOOK_CHIRPSTACK_SECRET", SECRET));
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void thePageSpeaksHttpsAndItsLoginStaysWithIt() throws Exception {
    var answer = post(system.at("/api/login"), "{\"name\":\"admin\",\"password\":\"%s\"}");
    var cookie = answer.headers().firstValue("Set-Cookie").orElse("");

    assertEquals(204, answer.statusCode());
    assertTrue(cookie.startsWith("__Host-pilotfeld_login="), cookie);
    assertTrue(cookie.contains("; Secure"), cookie);
    assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
  }

  @Test
  void nothingIsAnsweredWithoutTls() {
    var plain = URI.create(system.at("/api/health").toString().replace("https:", "http:"));

    assertThrows(IOException.class, () -> get(plain));
  }

  @Test
  void aWebhookIsTakenByHttps() throws Exception {
    var hook = URI.create("https://localhost:" + hookPort + "/hook/chirpstack/" + SECRET);
    var uplink = Uplinks.json("70b3d57ba0000001", UUID.randomUUID(), 1, Instant.now());
    try (var client = client()) {
      var request =
          HttpRequest.newBuilder(URI.create(hook + "?event=up"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(uplink));

      var answer = client.send(request.build(), BodyHandlers.ofString());

      assertEquals(204, answer.statusCode());
      assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    }
  }

  @Test
  void aNewCertificateIsShownWithoutARestartAndABrokenOneNever() throws Exception {
    var first = shown();
    try (var log = new LogLines()) {
      var good = Files.readString(certificate());
      Files.writeString(certificate(), good.replaceFirst("(?m)^M.*$", ""));
      Eventually.within(PATIENCE, () -> !log.beginning("certificate: " + certificate()).isEmpty());
      assertEquals(1, log.beginning("certificate: " + certificate()).size());
      assertEquals(first, shown());
      assertFalse(log.all().toString().contains("PRIVATE KEY"));
    }
    Files.delete(certificate());
    Files.delete(key());
    makeCertificate();

    assertTrue(Eventually.within(PATIENCE, () -> !shown().equals(first)));
    assertNotEquals(first.getPublicKey(), shown().getPublicKey());
    assertEquals(HttpClient.Version.HTTP_2, get(system.at("/api/health")).version());
    aWebhookIsTakenByHttps();
  }

  private static X509Certificate shown()
      throws IOException, InterruptedException, SSLPeerUnverifiedException {
    var session = get(system.at("/api/health")).sslSession().orElseThrow();
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (var client = client()) {
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> post(URI address, String body) throws Exception {
    try (var client = client()) {
      var request =
          HttpRequest.newBuilder(address)
              .header("Origin", "https://" + address.getAuthority())
              .POST(BodyPublishers.ofString(body.formatted(system.password())));
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  // A new connection each time, as only that shows a new certificate.
  private static HttpClient client() throws IOException {
    return TrustingClient.of(Files.readString(folder().resolve("operator/ca.crt")));
  }

  private static void makeCertificate() {
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", folder().toString()));
  }

  private static Path certificate() {
    return folder().resolve("proxy/page.crt");
  }

  private static Path key() {
    return folder().resolve("proxy/page.key");
  }

  private static Path folder() {
    return parent.resolve("setup");
  }
}
