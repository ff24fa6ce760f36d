package pilotfeld.ingest.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.fixture.Eventually;

/// An export over HTTP goes as fast as its reader.
class SlowReaderIT {

  // About 35 MB of text: more than sockets hold on their way.
  private static final int READINGS = 400_000;

  // Nothing else of the system takes a second.
  private static final String RUNS =
      """
      SELECT EXISTS (SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'pilotfeld queries'
         AND xact_start < clock_timestamp() - interval '1 second')
      """;
  // The database has handed over rows, and is not asked for more.
  private static final String WAITS =
      """
      SELECT EXISTS (SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'pilotfeld queries' AND state = 'idle in transaction'
         AND state_change < clock_timestamp() - interval '1 second')
      """;

  private static RunningSystem system;

  @BeforeAll
  static void fill() throws IOException {
    system = new RunningSystem(Map.of());
    var archive = new Archive(system.jdbi());
    archive.pilot("large");
    archive.readings("large", READINGS);
  }

  @AfterAll
  static void close() {
    system.close();
  }

  @Test
  void aReaderWhoPausesHoldsTheExportBackAndThenGetsTheRest() throws Exception {
    try (var client = HttpClient.newHttpClient();
        var lines = new BufferedReader(new InputStreamReader(body(client)))) {
      lines.readLine();

      Eventually.equal(true, () -> is(WAITS));

      assertEquals(READINGS, lines.lines().count());
    }
  }

  @Test
  void aReaderWhoLeavesEndsTheExport() throws Exception {
    try (var client = HttpClient.newHttpClient();
        var body = body(client)) {
      body.readNBytes(1000);
      Eventually.equal(true, () -> is(WAITS));
    }

    Eventually.equal(false, () -> is(RUNS));
  }

  @Test
  void readersWhoReadNothingLeaveThePageItsDatabase() throws Exception {
    try (var client = HttpClient.newHttpClient();
        var first = body(client);
        var second = body(client);
        var third = body(client)) {
      var fourth = client.send(export(), BodyHandlers.ofString());
      var status =
          client.send(
              HttpRequest.newBuilder(system.at("/api/status")).build(), BodyHandlers.discarding());

      assertEquals(503, fourth.statusCode());
      assertEquals("2", fourth.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, status.statusCode());
      for (var reader : List.of(first, second, third)) {
        assertNotEquals(-1, reader.read());
      }
    }

    Eventually.equal(false, () -> is(RUNS));
  }

  private static InputStream body(HttpClient client) throws IOException, InterruptedException {
    return client.send(export(), BodyHandlers.ofInputStream()).body();
  }

  private static HttpRequest export() {
    var credentials =
        Base64.getEncoder()
            .encodeToString(("admin:" + system.password()).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(system.at("/export.csv?pilot=large"))
        .header("Authorization", "Basic " + credentials)
        .build();
  }

  private static boolean is(String question) {
    return system
        .jdbi()
        .withHandle(handle -> handle.createQuery(question).mapTo(Boolean.class).one());
  }
}
