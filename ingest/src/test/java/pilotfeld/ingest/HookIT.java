package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.hook.HookReceiver;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;

/// Network servers post, and are told the truth: 2xx for what is durable, and for nothing else.
class HookIT {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";
  private static final String DEVICE = "70b3d57ba0000001";
  private static final Instant TIME = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final LogLines log = new LogLines();
  private final HttpClient http = HttpClient.newHttpClient();
  private RunningSystem system;
  private int port;

  @BeforeEach
  void start() throws IOException {
    start(Map.of());
  }

  private void start(Map<String, String> more) throws IOException {
    port = RunningSystem.freeTcpPort();
    var settings = new HashMap<>(more);
    settings.put("PILOTFELD_HOOK_PORT", Integer.toString(port));
    settings.put("PILOTFELD_HOOK_SOURCES", "chirpstack tts thingpark firefly");
    for (var source : List.of("CHIRPSTACK", "TTS", "THINGPARK", "FIREFLY")) {
      settings.put("PILOTFELD_HOOK_" + source + "_SECRET", SECRET);
    }
    system = new RunningSystem(settings);
  }

  @AfterEach
  void stop() {
    http.close();
    system.close();
    log.close();
    assertFalse(log.all().toString().contains(SECRET));
  }

  @Test
  void eachServerDeliversUnderItsName() throws Exception {
    var id = UUID.randomUUID();
    assertEquals(204, post("chirpstack", "?event=up", Uplinks.json(DEVICE, id, 1, TIME)));
    assertEquals(204, post("chirpstack", "?event=up", Uplinks.protobuf(DEVICE, 2, TIME)));
    assertEquals(204, post("tts", "/up", Uplinks.theThings(DEVICE, 3, TIME)));
    assertEquals(204, post("thingpark", "", Uplinks.thingPark(DEVICE, 4, TIME, "0805A14D")));
    assertEquals(204, post("firefly", "", Uplinks.firefly(DEVICE, id, 5, TIME)));

    assertEquals(
        List.of("chirpstack 1", "chirpstack 2", "firefly 5", "thingpark 4", "tts 3"), frames());
    assertLaw(5, "unregistered", 5);
  }

  @Test
  void whatIsSentAgainAfterATimeoutIsADuplicate() throws Exception {
    var deliveries =
        Map.of(
            "chirpstack", Uplinks.json(DEVICE, UUID.randomUUID(), 1, TIME),
            "tts", Uplinks.theThings(DEVICE, 2, TIME),
            "thingpark", Uplinks.thingPark(DEVICE, 3, TIME, "0805A14D"),
            "firefly", Uplinks.firefly(DEVICE, UUID.randomUUID(), 4, TIME));
    for (var each : deliveries.entrySet()) {
      var behind = each.getKey().equals("chirpstack") ? "?event=up" : "";
      assertEquals(204, post(each.getKey(), behind, each.getValue()));
      assertEquals(204, post(each.getKey(), behind, each.getValue()));
    }

    assertLaw(8, "unregistered", 4);
    assertEquals(4, system.tally("duplicate"));
  }

  @Test
  void aFrameThatComesLateThroughAnotherGatewayIsADuplicate() throws Exception {
    assertEquals(204, post("thingpark", "", Uplinks.thingPark(DEVICE, 1, TIME, "0805A14D")));
    var late = Uplinks.thingPark(DEVICE, 1, TIME.plusSeconds(9), "0805A14C");

    assertEquals(204, post("thingpark", "", late));

    assertEquals(1, system.tally("duplicate"));
  }

  @Test
  void whoeverBringsAWrongSecretIsToldNothingAndCounted() throws Exception {
    var uplink = BodyPublishers.ofByteArray(Uplinks.json(DEVICE, UUID.randomUUID(), 1, TIME));
    var wrong = SECRET.replace('4', '5');
    var answers =
        List.of(
            send("/hook/chirpstack/" + wrong + "?event=up", uplink),
            send("/hook/nobody/" + SECRET + "?event=up", uplink),
            send("/hook/chirpstack/" + wrong, BodyPublishers.ofByteArray(new byte[400_000])),
            send("/", uplink));

    for (var answer : answers) {
      assertEquals(404, answer.statusCode());
      assertEquals("there is no such hook", answer.body());
    }
    assertRefused(4);
    assertFalse(log.all().toString().contains(wrong));
    assertEquals(4, log.beginning("127.0.0.1: refused, answered with 404").size());
  }

  @Test
  void whatCannotBeReadIsKeptAndTheSenderNeedNotSendItAgain() throws Exception {
    var answer = send(path("tts", ""), BodyPublishers.ofString("{\"deveui\":1}"));

    assertEquals(202, answer.statusCode());
    assertTrue(answer.body().startsWith("kept in quarantine: of no known webhook"), answer::body);
    assertLaw(1, "quarantined", 1);
  }

  @Test
  void whatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
    var large = new byte[HookReceiver.BODY_LIMIT + 1];
    var unsaid = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

    assertEquals(413, post("tts", "", large));
    assertEquals(413, send(path("tts", ""), unsaid).statusCode());

    assertRefused(2);
  }

  @Test
  void whatIsNoMessageIsRefusedWithTheReason() throws Exception {
    var xml =
        HttpRequest.newBuilder(at(path("thingpark", "")))
            .header("Content-Type", "application/xml")
            .POST(BodyPublishers.ofString("<DevEUI_uplink/>"))
            .build();

    assertEquals(415, http.send(xml, BodyHandlers.ofString()).statusCode());
    assertEquals(400, post("tts", "", new byte[0]));
    assertEquals(400, post("chirpstack", "?event=", new byte[] {1}));
    var get =
        http.send(HttpRequest.newBuilder(at(path("tts", ""))).build(), BodyHandlers.ofString());
    assertEquals(405, get.statusCode());
    assertEquals("POST", get.headers().firstValue("Allow").orElseThrow());
    assertRefused(4);
  }

  @Test
  void whatWasAnsweredWhileTheDatabaseWasAwayIsInTheTablesAfterwards() throws Exception {
    TestDatabase.takeAway(system.database());
    for (var counter = 1; counter <= 5; counter++) {
      assertEquals(204, post("tts", "", Uplinks.theThings(DEVICE, counter, TIME)));
    }
    TestDatabase.bringBack(system.database());

    Eventually.equal(List.of("tts 1", "tts 2", "tts 3", "tts 4", "tts 5"), this::frames);
    assertLaw(5, "unregistered", 5);
  }

  @Test
  void aServerIsToldToComeBackWhenTheSpoolIsFullToo() throws Exception {
    system.close();
    start(Map.of("PILOTFELD_SPOOL_FREE_BYTES", "" + Long.MAX_VALUE));
    var uplink = Uplinks.theThings(DEVICE, 1, TIME);
    TestDatabase.takeAway(system.database());

    var answer = send(path("tts", ""), BodyPublishers.ofByteArray(uplink));

    assertEquals(503, answer.statusCode());
    assertEquals(
        "" + HookReceiver.COME_BACK_AFTER,
        answer.headers().firstValue("Retry-After").orElseThrow());
    TestDatabase.bringBack(system.database());
    Eventually.equal(204, () -> post("tts", "", uplink));
    assertEquals(List.of("tts 1"), frames());
  }

  @Test
  void theFiguresShowHowFullItIs() throws Exception {
    assertEquals(204, post("tts", "", Uplinks.theThings(DEVICE, 1, TIME)));

    var figures = Figures.of(system.get("/metrics").body());

    assertEquals(0, figures.value("pilotfeld_queue_depth", "queue", "hook"));
    assertEquals(
        HookReceiver.IN_FLIGHT_LIMIT, figures.value("pilotfeld_queue_limit", "queue", "hook"));
    assertEquals(1, figures.value("pilotfeld_queue_depth", "queue", "hook_connections"));
    assertFalse(system.get("/metrics").body().contains(SECRET));
  }

  private void assertLaw(long received, String outcome, long count) {
    assertEquals(received, system.tally("received"));
    assertEquals(count, system.tally(outcome));
    assertEquals(
        received,
        List.of("stored", "duplicate", "unregistered", "quarantined", "spooled").stream()
            .mapToLong(system::tally)
            .sum());
  }

  private void assertRefused(long count) throws Exception {
    system.application().intake().writeRefused();
    Eventually.equal(count, () -> system.tally("refused"));
    assertEquals(0, system.tally("received"));
  }

  private List<String> frames() {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT source || ' ' || frame_counter FROM dash_uplink ORDER BY 1")
                    .mapTo(String.class)
                    .list());
  }

  private int post(String source, String behind, byte[] body) throws Exception {
    return send(path(source, behind), BodyPublishers.ofByteArray(body)).statusCode();
  }

  private static String path(String source, String behind) {
    return "/hook/" + source + "/" + SECRET + behind;
  }

  private HttpResponse<String> send(String path, BodyPublisher body) throws Exception {
    var request =
        HttpRequest.newBuilder(at(path)).header("Content-Type", "application/json").POST(body);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
