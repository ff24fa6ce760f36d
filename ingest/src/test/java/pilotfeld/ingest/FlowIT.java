package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.setup.Broker;
import pilotfeld.ingest.setup.BrokerClient;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.registry.Registrar;

/// From the sensor to the view, the page's numbers and the CSV, through the real Mosquitto over TLS
/// and real CoAP clients.
class FlowIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final String STRANGER = "70b3d57ba0000002";

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir private static Path folder;
  private static Broker broker;
  private static BrokerClient networkServer;
  private static RunningSystem system;

  @BeforeAll
  static void start() throws Exception {
    var setup = folder.resolve("setup");
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", setup.toString()));
    broker = Broker.start(setup);
    networkServer =
        broker
            .door()
            .connect(
                "chirpstack",
                Files.readString(setup.resolve("operator/chirpstack_password")).strip());
    system =
        new RunningSystem(
            Map.of(
                "PILOTFELD_MQTT_URL",
                "ssl://localhost:" + broker.door().port(),
                "PILOTFELD_MQTT_USER",
                "pilotfeld",
                "PILOTFELD_MQTT_PASSWORD_FILE",
                setup.resolve("ingest/mqtt_password").toString(),
                "PILOTFELD_MQTT_CA_FILE",
                setup.resolve("operator/ca.crt").toString()));
    var registrar = system.application().registrar();
    registrar.pilot(
        new Registrar.Pilot("water", "Water level", "Is it accurate?", LocalDate.EPOCH));
    for (var site : List.of("hase-1", "hase-2", "hase-3")) {
      registrar.site(new Registrar.Site(site, "water", Optional.empty(), site, 52.28, 8.05));
    }
    place(GAUGE, "decentlab-dl-mbx", "hase-1");
    place("hase-pegel-2", "pilotfeld-senml-level", "hase-2");
    awaitSubscription();
  }

  // A broker keeps nothing for a session that does not exist yet: messages count from the first one
  // that arrives.
  private static void awaitSubscription() throws Exception {
    var probe = Uplinks.json(GAUGE, UUID.randomUUID(), 0, NOW.minus(1, ChronoUnit.DAYS));
    for (var tries = 0; tries < 30; tries++) {
      networkServer.publish(Uplinks.topic(GAUGE), probe);
      if (Eventually.within(Duration.ofSeconds(1), () -> term("received") > 0)) {
        return;
      }
    }
    throw new IllegalStateException("nothing arrives");
  }

  private static void place(String device, String model, String site) {
    var since = NOW.minus(30, ChronoUnit.DAYS);
    system
        .application()
        .registrar()
        .place(new Registrar.Placement(device, model, site, since, Optional.empty()));
    system.application().refreshRegistry();
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each :
        Stream.<AutoCloseable>of(networkServer, system, broker == null ? null : broker::stop)
            .filter(each -> each != null)
            .toList()) {
      each.close();
    }
  }

  @Test
  void anUplinkInJsonIsSeenInTheViewTheCsvAndTheLaw() throws Exception {
    var stored = term("stored");
    var time = NOW.minusSeconds(600);

    assertEquals(
        0,
        networkServer.publish(
            Uplinks.topic(GAUGE), Uplinks.json(GAUGE, UUID.randomUUID(), 11, time)));

    Eventually.equal(List.of(1234.0), () -> distances("hase-1", time));
    assertEquals(stored + 1, term("stored"));
    assertLawHolds();
    assertTrue(csv().contains(",water,hase-1,,site,hase-1,distance,,1234,mm,"), csv());
  }

  @Test
  void anUplinkInProtobufIsSeenAsTheSame() throws Exception {
    var time = NOW.minusSeconds(1200);

    assertEquals(0, networkServer.publish(Uplinks.topic(GAUGE), Uplinks.protobuf(GAUGE, 10, time)));

    Eventually.equal(List.of(1234.0), () -> distances("hase-1", time));
    assertEquals(
        Map.of("spreading_factor", 9, "snr_decibel", 7.5f, "gateways", 1),
        system
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT spreading_factor::int, snr_decibel, gateways FROM dash_uplink WHERE frame_counter = 10")
                        .mapToMap()
                        .one()));
    assertLawHolds();
  }

  @Test
  void theSameUplinkTwiceIsOneReadingAndOneDuplicate() throws Exception {
    var duplicates = term("duplicate");
    var time = NOW.minusSeconds(1800);
    var uplink = Uplinks.json(GAUGE, UUID.randomUUID(), 9, time);

    networkServer.publish(Uplinks.topic(GAUGE), uplink);
    networkServer.publish(Uplinks.topic(GAUGE), uplink);

    Eventually.equal(duplicates + 1, () -> term("duplicate"));
    assertEquals(List.of(1234.0), distances("hase-1", time));
    assertLawHolds();
  }

  @Test
  void whatAnUnknownDeviceSentBecomesReadingsOnceItIsRegistered() throws Exception {
    var time = NOW.minusSeconds(2400);
    networkServer.publish(
        Uplinks.topic(STRANGER), Uplinks.json(STRANGER, UUID.randomUUID(), 1, time));
    Eventually.equal(1L, () -> term("unregistered"));

    place(STRANGER, "decentlab-dl-mbx", "hase-3");

    Eventually.equal(List.of(1234.0), () -> distances("hase-3", time));
    assertEquals(0L, term("unregistered"));
    assertLawHolds();
  }

  @Test
  void senmlOverCoapIsDurableWhenItIsAnswered() throws Exception {
    var time = NOW.minusSeconds(300);
    var client = new CoapClient(system.coap() + "/up/hase-pegel-2");
    var body =
        "[{\"bn\":\"hase-pegel-2:\",\"bt\":%d,\"n\":\"distance\",\"u\":\"mm\",\"v\":1500}]"
            .formatted(time.getEpochSecond());

    var answer = client.post(body, 110);

    assertEquals(ResponseCode.CHANGED, answer.getCode());
    assertEquals(List.of(1500.0), distances("hase-2", time));
    assertLawHolds();
  }

  @Test
  void whatCoapCannotReadIsKeptBeforeItIsAnswered() throws Exception {
    var quarantined = term("quarantined");

    var answer = new CoapClient(system.coap() + "/up/hase-pegel-2").post("no SenML", 110);

    assertEquals(ResponseCode.BAD_REQUEST, answer.getCode());
    assertTrue(answer.getResponseText().contains("no JSON at line 1"), answer.getResponseText());
    assertEquals(quarantined + 1, term("quarantined"));
    assertTrue(
        system
            .get("/api/quarantine")
            .body()
            .contains(HexFormat.of().formatHex("no SenML".getBytes())));
    assertLawHolds();
  }

  @Test
  void coapTakesBlocksUpToItsLimitAndNoMore() throws Exception {
    var client = new CoapClient(system.coap() + "/up/hase-pegel-2");
    var records = "{\"n\":\"distance\",\"u\":\"mm\",\"v\":1501},".repeat(60);
    var time = NOW.minusSeconds(240);

    var taken =
        client.post(
            "["
                + records
                + "{\"bt\":%d,\"n\":\"distance\",\"u\":\"mm\",\"v\":1502}]"
                    .formatted(time.getEpochSecond()),
            110);
    var refused = client.post("x".repeat(70 * 1024), 110);

    assertEquals(ResponseCode.CHANGED, taken.getCode());
    assertEquals(List.of(1502.0), distances("hase-2", time));
    assertEquals(ResponseCode.REQUEST_ENTITY_TOO_LARGE, refused.getCode());
  }

  @Test
  void coapTellsWhatItOffers() throws Exception {
    var answer = new CoapClient(system.coap() + "/.well-known/core").get();

    assertTrue(answer.getResponseText().contains("</up>"), answer.getResponseText());
  }

  @Test
  void libcoapsClientIsUnderstood() throws Exception {
    var program =
        Stream.of(
                "/usr/bin/coap-client",
                "/usr/bin/coap-client-openssl",
                "/usr/bin/coap-client-notls")
            .filter(each -> Files.isExecutable(Path.of(each)))
            .findFirst();
    assumeTrue(
        program.isPresent(),
        "skipped: libcoap's client is not installed, apt-get install libcoap3-bin");
    var time = NOW.minusSeconds(180);
    var body =
        "[{\"bt\":%d,\"n\":\"distance\",\"u\":\"mm\",\"v\":1600}]".formatted(time.getEpochSecond());

    var client =
        new ProcessBuilder(
                program.get(),
                "-m",
                "post",
                "-t",
                "110",
                "-e",
                body,
                system.coap() + "/up/hase-pegel-2")
            .inheritIO()
            .start();

    assertTrue(client.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, client.exitValue());
    Eventually.equal(List.of(1600.0), () -> distances("hase-2", time));
  }

  private static List<Double> distances(String site, Instant time) {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT value FROM dash_reading WHERE site = :site AND quantity = 'distance' AND time = :time")
                    .bind("site", site)
                    .bind("time", time)
                    .mapTo(Double.class)
                    .list());
  }

  private static String csv() throws IOException, InterruptedException {
    return system.get("/export.csv?pilot=water&quantity=distance").body();
  }

  private static long term(String name) throws IOException, InterruptedException {
    return status().getOrDefault(name, -1L);
  }

  private static Map<String, Long> status() throws IOException, InterruptedException {
    var type = new TypeReference<Map<String, Long>>() {};
    return new ObjectMapper().readValue(system.get("/api/status").body(), type);
  }

  private static void assertLawHolds() throws IOException, InterruptedException {
    var law = status();
    assertEquals(
        law.get("received"),
        law.get("stored")
            + law.get("duplicate")
            + law.get("unregistered")
            + law.get("quarantined")
            + law.get("spooled"),
        law.toString());
  }
}
