package pilotfeld.ingest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Placement;

/// `/metrics`, as Prometheus scrapes it.
class MetricsIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> TERMS =
      List.of("received", "stored", "duplicate", "unregistered", "quarantined", "spooled");

  @Test
  void theCountersAreTheLawAfterALoad() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      load(system);

      var figures = scrape(system);

      var status = new ObjectMapper().readTree(system.get("/api/status").body());
      for (var term : TERMS) {
        assertEquals(
            status.get(term).asDouble(),
            figures.value("pilotfeld_messages_total", "outcome", term));
      }
      assertEquals(40, figures.value("pilotfeld_messages_total", "outcome", "stored"));
      assertEquals(7, figures.value("pilotfeld_messages_total", "outcome", "duplicate"));
      assertEquals(3, figures.value("pilotfeld_messages_total", "outcome", "unregistered"));
      assertEquals(2, figures.value("pilotfeld_messages_total", "outcome", "quarantined"));
      assertEquals(1, figures.value("pilotfeld_messages_total", "outcome", "refused"));
    }
  }

  @Test
  void queuesCommitsCodecsLagAndTheMachineHaveTheirFigures() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      load(system);

      var figures = scrape(system);

      for (var queue : List.of("commit", "spool", "coap", "codec", "http", "database_commit")) {
        var depth = figures.value("pilotfeld_queue_depth", "queue", queue);
        assertTrue(depth <= figures.value("pilotfeld_queue_limit", "queue", queue), queue);
      }
      assertEquals(52, figures.value("pilotfeld_commit_messages_sum"));
      assertTrue(figures.value("pilotfeld_commit_seconds_count") > 0);
      assertEquals(1, figures.value("pilotfeld_decode_seconds_count", "model", "decentlab-dl-mbx"));
      assertTrue(figures.value("pilotfeld_message_lag_seconds_count", "source", "coap") >= 40);
      assertTrue(figures.value("pilotfeld_last_message_timestamp_seconds", "source", "coap") > 1e9);
      assertEquals(1, figures.value("pilotfeld_database_up"));
      assertTrue(figures.value("process_uptime_seconds") > 0);
    }
  }

  @Test
  void whatWaitsOnDiskIsSeenAndWhatIsDrainedCounted() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      TestDatabase.takeAway(system.database());
      for (var number = 0; number < 3; number++) {
        accept(system, "stranger", number);
      }

      var away = scrape(system);
      assertEquals(3, away.value("pilotfeld_messages_total", "outcome", "spooled"));
      assertEquals(3, away.value("pilotfeld_spool_messages"));
      assertTrue(away.value("pilotfeld_spool_bytes") > 0);
      assertEquals(0, away.value("pilotfeld_database_up"));

      TestDatabase.bringBack(system.database());
      Eventually.equal(3.0, () -> scrape(system).value("pilotfeld_spool_drained_messages_total"));
      var back = scrape(system);
      assertEquals(3, back.value("pilotfeld_messages_total", "outcome", "unregistered"));
      assertEquals(0, back.value("pilotfeld_spool_messages"));
    }
  }

  @Test
  void withATokenOnlyItOpens() throws Exception {
    try (var system = new RunningSystem(Map.of("PILOTFELD_METRICS_TOKEN", "s3cret"))) {
      assertEquals(401, ask(system).statusCode());
      assertEquals(401, ask(system, "Authorization", "Bearer s3cre").statusCode());
      assertEquals(200, ask(system, "Authorization", "Bearer s3cret").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via"})
  void withoutATokenAProxyOnThisMachineIsNobodyOfThisMachine(String header) throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      assertEquals(200, ask(system).statusCode());
      assertEquals(403, ask(system, header, "192.0.2.1").statusCode());
    }
  }

  // 40 are stored, 7 of them come twice, 3 are of nobody, 2 are unreadable; 1 is refused.
  private static void load(RunningSystem system) {
    register(system, "gauge", "pilotfeld-senml-level");
    register(system, "mailbox", "decentlab-dl-mbx");
    system.application().refreshRegistry();
    for (var number = 0; number < 39; number++) {
      accept(system, "gauge", number);
    }
    for (var number = 0; number < 7; number++) {
      accept(system, "gauge", number);
    }
    for (var number = 0; number < 3; number++) {
      accept(system, "stranger", number);
    }
    accept(
        system,
        "up/mailbox?ct=42",
        new byte[] {2, 1, 47, 0, 3, 4, (byte) 0xd2, 0, 1, 11, (byte) 0xb1});
    accept(system, "up/gauge?ct=110", "[".getBytes(StandardCharsets.UTF_8));
    accept(system, "nowhere", new byte[] {1});
    system.application().intake().refused();
  }

  private static void register(RunningSystem system, String device, String model) {
    var registrar = system.application().registrar();
    registrar.pilot(new Registrar.Pilot("water", "Water", "", LocalDate.EPOCH));
    registrar.site(new Registrar.Site(device, "water", Optional.empty(), device, 52.28, 8.05));
    var since = Instant.now().minus(30, ChronoUnit.DAYS);
    registrar.place(new Placement(device, model, device, since, Optional.empty()));
  }

  private static void accept(RunningSystem system, String device, int number) {
    var seconds = Instant.now().getEpochSecond() / 1000 * 1000 - 600 * number;
    var body = "[{\"n\":\"distance\",\"u\":\"mm\",\"v\":1234,\"t\":%d}]".formatted(seconds);
    accept(system, "up/" + device + "?ct=110", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void accept(RunningSystem system, String topic, byte[] body) {
    system.application().intake().accept(new Message("coap", topic, body, Instant.now(), false));
  }

  private static Figures scrape(RunningSystem system) throws IOException, InterruptedException {
    var answer = ask(system);
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElseThrow());
    return Figures.of(answer.body());
  }

  private static HttpResponse<String> ask(RunningSystem system, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(system.at("/metrics"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
