package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Placement;

/// `/metrics`, as Prometheus scrapes it.
class MetricsIT {

  private static final String PASSWORD = "the broker's password for us";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int AT_ONCE = 200;
  private static final List<String> TERMS =
      List.of("received", "stored", "duplicate", "unregistered", "quarantined", "spooled");

  @Test
  void theCountersAreTheLawAfterALoad() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      load(system);

      var figures = scrape(system);

      var status = status(system);
      for (var term : TERMS) {
        assertEquals(status.get(term).asDouble(), messages(figures, term), term);
      }
      assertTheLaw(figures);
      assertEquals(40, messages(figures, "stored"));
      assertEquals(7, messages(figures, "duplicate"));
      assertEquals(3, messages(figures, "unregistered"));
      assertEquals(2, messages(figures, "quarantined"));
      assertEquals(1, messages(figures, "refused"));
    }
  }

  @Test
  void queuesCommitsCodecsLagAndTheMachineHaveTheirFigures() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      load(system);
      loadAtOnce(system);

      var figures = scrape(system);

      for (var queue : List.of("commit", "spool", "coap", "codec", "http", "database_commit")) {
        var depth = figures.value("pilotfeld_queue_depth", "queue", queue);
        assertTrue(depth <= figures.value("pilotfeld_queue_limit", "queue", queue), queue);
      }
      assertEquals(52 + AT_ONCE, figures.value("pilotfeld_commit_messages_sum"));
      var commits = figures.value("pilotfeld_commit_messages_count");
      assertEquals(commits, figures.value("pilotfeld_commit_seconds_count"));
      assertTrue(commits < 52 + AT_ONCE);
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
      for (var number : List.of(0, 1, 1)) {
        accept(system, "stranger", number);
      }

      var away = scrape(system);
      assertEquals(3, messages(away, "spooled"));
      assertTheLaw(away);
      assertEquals(3, away.value("pilotfeld_spool_messages"));
      assertTrue(away.value("pilotfeld_spool_bytes") > 0);
      assertEquals(0, away.value("pilotfeld_database_up"));

      TestDatabase.bringBack(system.database());
      Eventually.equal(0.0, () -> scrape(system).value("pilotfeld_spool_messages"));
      var back = scrape(system);
      assertEquals(3, back.value("pilotfeld_spool_drained_messages_total"));
      assertEquals(3, messages(back, "received"));
      assertEquals(3, messages(back, "spooled"));
      assertEquals(2, messages(back, "unregistered"));
      assertEquals(1, messages(back, "duplicate"));
      assertTheLaw(back);
      var status = status(system);
      for (var term : List.of("received", "stored", "duplicate", "unregistered", "quarantined")) {
        assertEquals(status.get(term).asDouble(), messages(back, term), term);
      }
      assertEquals(0, status.get("spooled").asInt());
      assertEquals(1, back.value("pilotfeld_database_up"));
    }
  }

  @Test
  void eachRoleShowsItsOwnFiguresAndTheLawOfAllOfThem() throws Exception {
    try (var system = new RunningSystem(Map.of());
        var ingest = system.ingestBeside(Map.of());
        var processing = system.processingBeside()) {
      accept(system, "stranger", 0);
      accept(ingest, "stranger", 1);
      accept(ingest, "stranger", 2);

      assertEquals(1, messages(scrape(system), "received"));
      assertEquals(2, messages(scrape(ingest), "received"));
      assertEquals(0, messages(scrape(processing), "received"));
      for (var each : List.of(system, processing)) {
        Eventually.equal(
            3.0, () -> scrape(each).value("pilotfeld_law_messages", "outcome", "received"));
      }
      assertFalse(scrape(ingest).has("pilotfeld_law_messages"));
      assertTrue(scrape(ingest).has("pilotfeld_spool_messages"));
      assertFalse(scrape(processing).has("pilotfeld_spool_messages"));
      assertTrue(scrape(processing).has("jvm_memory_used_bytes"));
    }
  }

  @Test
  void whetherABrokerIsThereIsSeen(@TempDir Path folder) throws Exception {
    var broker = NetworkServer.start(folder, "pilotfeld", PASSWORD);
    try (var system = new RunningSystem(broker.settings("PILOTFELD_MQTT_", PASSWORD))) {
      Eventually.equal(1.0, () -> connected(system));
      broker.stop();
      Eventually.equal(0.0, () -> connected(system));
      assertEquals(1000, scrape(system).value("pilotfeld_queue_limit", "queue", "mqtt_chirpstack"));
    } finally {
      broker.stop();
    }
  }

  private static double connected(RunningSystem system) throws Exception {
    return scrape(system).value("pilotfeld_mqtt_connected", "source", "chirpstack");
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

  // Far more than there are connections to commit with, so that they must share transactions.
  private static void loadAtOnce(RunningSystem system) {
    AtOnce.call(
        AT_ONCE,
        IntStream.range(0, AT_ONCE)
            .<Callable<Boolean>>mapToObj(
                number ->
                    () -> {
                      accept(system, "stranger", 100 + number);
                      return true;
                    })
            .toList());
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

  private static double messages(Figures figures, String outcome) {
    return figures.value("pilotfeld_messages_total", "outcome", outcome);
  }

  // What is drained has an outcome a second time.
  private static void assertTheLaw(Figures figures) {
    assertEquals(
        messages(figures, "received") + figures.value("pilotfeld_spool_drained_messages_total"),
        TERMS.stream().skip(1).mapToDouble(term -> messages(figures, term)).sum());
  }

  // Of a database that is just back the first question may still meet a connection of before.
  private static JsonNode status(RunningSystem system) throws Exception {
    Eventually.equal(200, () -> system.get("/api/status").statusCode());
    return new ObjectMapper().readTree(system.get("/api/status").body());
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
