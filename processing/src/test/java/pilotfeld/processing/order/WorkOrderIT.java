package pilotfeld.processing.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.api.WebhookSchemas;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.outbox.Courier;
import pilotfeld.processing.outbox.OutboxLimits;
import pilotfeld.processing.registry.Registrar.Asset;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registrar.Site;

/// From readings to a receiver of work orders over a socket.
class WorkOrderIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final String TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final WebhookSecret SECRET = WebhookSecret.parse(TEXT).orElseThrow();
  private static final Duration BLINK = Duration.ofMillis(20);
  private static final Duration DAY = Duration.ofDays(1);
  private static final OutboxLimits HASTY = new OutboxLimits(DAY, BLINK, BLINK, BLINK, DAY, DAY);
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final WebhookSchemas SCHEMAS = new WebhookSchemas();

  private final Instant noon =
      Instant.now().minus(Duration.ofHours(12)).truncatedTo(ChronoUnit.SECONDS);
  private final Riverside riverside = Riverside.open();
  private final WorkOrderWatch watch = new WorkOrderWatch(riverside.jdbi(), riverside.registry());
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer receiver;
  private WorkOrderSender sender;
  private Courier courier;

  /// What the receiver was sent.
  private record Post(Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.get(name.substring(0, 1).toUpperCase() + name.substring(1)).getFirst();
    }
  }

  @BeforeEach
  void open() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/orders",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posts.add(new Post(Map.copyOf(exchange.getRequestHeaders()), body));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
    var url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/orders");
    sender = new WorkOrderSender(new WorkOrderSettings(url, SECRET), Clock.systemUTC());
    courier = new Courier(sender, riverside.jdbi(), Optional.empty(), HASTY);
    var registrar = riverside.registrar();
    registrar.asset(new Asset("ONS 0815", "transformer_station", "Am Wehr", 52.28, 8.05));
    registrar.site(
        new Site("hase-1", "water", Optional.of("ONS 0815"), "Hase at the weir", 52.28, 8.05));
    registrar.place(
        new Placement(GAUGE, Riverside.GAUGE_MODEL, "hase-1", noon.minus(DAY), Optional.empty()));
    riverside.registry().refresh();
  }

  @AfterEach
  void close() {
    sender.close();
    receiver.stop(0);
    riverside.close();
  }

  @Test
  void aSilentDeviceIsToldOnceAnEpisodeWithItsAssetSigned() throws Exception {
    hear(0, 2.9);
    watch.run(noon.plus(INTERVAL.multipliedBy(3)));
    assertEquals(0, courier.run());

    var late = noon.plus(INTERVAL.multipliedBy(3)).plusSeconds(1);
    watch.run(late);
    watch.run(late.plus(DAY));
    courier.run();

    assertEquals(1, posts.size());
    var post = posts.getFirst();
    var event = JSON.readTree(post.body());
    assertEquals("1.0", event.path("specversion").asText());
    assertEquals("pilotfeld.work-order.no-contact.v1", event.path("type").asText());
    assertEquals("asset/ONS 0815", event.path("subject").asText());
    assertEquals(GAUGE, event.at("/data/device/id").asText());
    assertEquals("hase-1", event.at("/data/site/id").asText());
    assertEquals(600, event.at("/data/figures/interval_seconds").asInt());
    assertEquals("application/cloudevents+json; charset=utf-8", post.header("content-type"));
    assertSigned(post);
    assertAsContract(post);
  }

  @Test
  void afterItWasHeardAgainTheNextSilenceIsAnotherEpisode() {
    hear(0, 2.9);
    watch.run(noon.plus(INTERVAL.multipliedBy(4)));
    hear(5, 2.9);
    watch.run(noon.plus(INTERVAL.multipliedBy(5)));
    watch.run(noon.plus(INTERVAL.multipliedBy(9)));
    courier.run();

    assertEquals(2, posts.size());
    assertEquals(
        List.of("no_contact ended", "no_contact open"),
        riverside.texts(
            "SELECT kind || CASE WHEN ended_at IS NULL THEN ' open' ELSE ' ended' END FROM work_order ORDER BY began_at"));
  }

  @Test
  void whereMostAreSilentNobodyIsSentOut() {
    for (var number = 2; number <= 5; number++) {
      riverside.with(
          new Placement(
              "70b3d57ba000000" + number,
              Riverside.GAUGE_MODEL,
              "hase-1",
              noon.minus(DAY),
              Optional.empty()));
    }

    watch.run(noon.plus(DAY));

    assertEquals(0, riverside.number("SELECT count(*) FROM work_order"));
  }

  @Test
  void aLowBatteryIsToldOnceAndAgainOnlyAfterItWasGood() throws Exception {
    for (var number = 0; number < 3; number++) {
      hear(number, 2.1);
    }
    lookAfter(2);
    hear(3, 2.1);
    lookAfter(3);
    courier.run();
    var event = JSON.readTree(posts.getFirst().body());
    assertEquals("pilotfeld.work-order.battery-low.v1", event.path("type").asText());
    assertEquals(2.1, event.at("/data/figures/value").asDouble());
    assertEquals(2.3, event.at("/data/figures/least").asDouble());
    assertEquals("V", event.at("/data/figures/unit").asText());
    assertAsContract(posts.getFirst());
    assertEquals(noon.toEpochMilli(), Instant.parse(text(event, "/data/began_at")).toEpochMilli());

    for (var number = 4; number < 16; number++) {
      hear(number, 2.9);
    }
    lookAfter(15);
    for (var number = 16; number < 19; number++) {
      hear(number, 2.1);
    }
    lookAfter(18);
    courier.run();

    assertEquals(2, posts.size());
  }

  @Test
  void manyProcessesRaiseOne() {
    hear(0, 2.9);
    var late = noon.plus(INTERVAL.multipliedBy(4));

    AtOnce.call(
        6, Collections.<Callable<Object>>nCopies(12, Executors.callable(() -> watch.run(late))));

    assertEquals(1, riverside.number("SELECT count(*) FROM work_order"));
    assertEquals(1, riverside.number("SELECT count(*) FROM outbox"));
  }

  @Test
  void aReceiverThatIsAwayIsToldUnderTheSameIdOnceItIsBack() throws Exception {
    hear(0, 2.9);
    watch.run(noon.plus(INTERVAL.multipliedBy(4)));
    status = 503;
    courier.run();
    status = 200;

    Eventually.equal(1, courier::run);

    assertTrue(posts.size() >= 2);
    assertEquals(1, posts.stream().map(each -> each.header("webhook-id")).distinct().count());
    assertEquals(1, posts.stream().map(Post::body).distinct().count());
  }

  @Test
  void theContractsExampleIsWhatWePost() throws Exception {
    hear(0, 2.9);
    watch.run(noon.plus(INTERVAL.multipliedBy(4)));
    courier.run();
    var post = posts.getFirst();

    var example = SCHEMAS.example("workOrder");
    assertEquals(Optional.empty(), SCHEMAS.fault("workOrder", post::header, example));
    assertEquals(names(JSON.readTree(example)), names(JSON.readTree(post.body())));
  }

  private static Set<String> names(JsonNode node) {
    var names = new TreeSet<String>();
    node.properties()
        .forEach(
            each -> {
              names.add(each.getKey());
              names(each.getValue()).forEach(name -> names.add(each.getKey() + "/" + name));
            });
    return names;
  }

  private static void assertAsContract(Post post) {
    assertEquals(Optional.empty(), SCHEMAS.fault("workOrder", post::header, post.body()));
  }

  private static void assertSigned(Post post) {
    var id = post.header("webhook-id");
    var at = Instant.ofEpochSecond(Long.parseLong(post.header("webhook-timestamp")));
    assertTrue(Duration.between(at, Instant.now()).abs().toMinutes() < 5);
    assertEquals(SECRET.signature(id, at, post.body()), post.header("webhook-signature"));
  }

  private static String text(JsonNode event, String pointer) {
    return event.at(pointer).asText();
  }

  private void lookAfter(int number) {
    watch.run(noon.plus(INTERVAL.multipliedBy(number)).plusSeconds(1));
  }

  private void hear(int number, double volts) {
    riverside.accept(
        GaugeFrame.of(GAUGE, number, 1000, noon.plus(INTERVAL.multipliedBy(number)))
            .message((int) Math.round(volts * 1000)));
  }
}
