package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.setup.Broker;
import pilotfeld.ingest.setup.BrokerClient;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.fixture.Bombs;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registrar;

/// What must not be, through the real doors: Mosquitto over TLS, and CoAP. What a door lets in ends
/// in a term of the law; what it turns away is counted; after each, a good message is still taken.
class DoorIT {

  private static final String GAUGE = "70b3d57ba0000001";
  // From here on MQTT's reason codes tell of a refusal.
  private static final int REFUSAL = 0x80;
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String COUNT =
      "SELECT coalesce(sum(count), 0) FROM tally WHERE outcome = '%s'";

  @TempDir private static Path folder;
  private static Broker broker;
  private static String password;
  private static RunningSystem system;
  private static int good;

  @BeforeAll
  static void open() throws Exception {
    var setup = folder.resolve("setup");
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", setup.toString()));
    broker = Broker.start(setup);
    password = Files.readString(setup.resolve("operator/chirpstack_password")).strip();
    system = new RunningSystem(broker.settings());
    var registrar = system.application().registrar();
    registrar.pilot(new Registrar.Pilot("water", "Water level", "", LocalDate.EPOCH));
    registrar.site(new Registrar.Site("hase-1", "water", Optional.empty(), "Hase", 52.28, 8.05));
    registrar.place(
        new Registrar.Placement(
            GAUGE, "decentlab-dl-mbx", "hase-1", Instant.EPOCH, Optional.empty()));
    system.application().refreshRegistry();
    // A broker keeps nothing for a session that does not exist yet.
    for (var tries = 0; tries < 30 && count("received") == 0; tries++) {
      publish(Uplinks.topic(GAUGE), uplink(NOW.minusSeconds(86_400)));
      Eventually.within(Duration.ofSeconds(1), () -> count("received") > 0);
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (system != null) {
      system.close();
    }
    if (broker != null) {
      broker.stop();
    }
  }

  @AfterEach
  void aGoodMessageIsStillTakenOnBothWays() throws Exception {
    var time = NOW.minusSeconds(60L * ++good);
    publish(Uplinks.topic(GAUGE), uplink(time));
    Eventually.equal(1L, () -> readingsAt(time));

    var answer = post("hase-pegel", "[{\"n\":\"distance\",\"v\":1}]".getBytes(), 110);
    assertEquals(ResponseCode.CHANGED, answer.getCode());
    // What this test was refused is not to be counted in the next.
    system.application().intake().writeRefused();
  }

  @Test
  void everyBombThatTheBrokerTakesEndsInQuarantine() throws Exception {
    var bombs =
        Bombs.all().stream().filter(each -> each.topic().startsWith("application/")).toList();
    var quarantined = count("quarantined");

    try (var networkServer = broker.door().connect("chirpstack", password)) {
      for (var bomb : bombs) {
        assertEquals(0, networkServer.publish(bomb.topic(), bomb.body()));
      }
    }

    Eventually.equal(quarantined + bombs.size(), () -> count("quarantined"));
  }

  @Test
  void whatIsLargerThanTheBrokersLimitDoesNotGetIn() throws Exception {
    var received = count("received");

    assertThrows(
        MqttException.class, () -> publish(Uplinks.topic(GAUGE), new byte[2 * Message.BODY_LIMIT]));

    assertEquals(received, count("received"));
  }

  @Test
  void aBodyOrATopicOverTheLimitIsRefusedAndCounted() throws Exception {
    var refused = count("refused");
    var received = count("received");

    publish(Uplinks.topic(GAUGE), new byte[Message.BODY_LIMIT + 1]);
    publish(Uplinks.topic("a".repeat(Message.TOPIC_LIMIT)), new byte[] {1});

    Eventually.equal(refused + 2, () -> count("refused"));
    assertEquals(received, count("received"));
  }

  @Test
  void whoHasNotTheRightPasswordDoesNotGetIn() throws Exception {
    var refusal =
        assertThrows(MqttException.class, () -> broker.door().connect("chirpstack", "wrong"));

    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal.getReasonCode());
  }

  @Test
  void whatIsTooLargeForCoapIsAnsweredSoAndCounted() throws Exception {
    var refused = count("refused");
    var received = count("received");

    assertEquals(
        ResponseCode.REQUEST_ENTITY_TOO_LARGE,
        post("hase-pegel", new byte[70 * 1024], 110).getCode());

    Eventually.equal(refused + 1, () -> count("refused"));
    assertEquals(received, count("received"));
  }

  @Test
  void whatCoapCannotReadIsKeptInQuarantine() throws Exception {
    var bombs =
        Bombs.all().stream()
            .filter(each -> each.topic().matches("up/level\\?ct=\\d+"))
            .filter(each -> each.body().length < 1024)
            .toList();
    var quarantined = count("quarantined");

    for (var bomb : bombs) {
      var format = Integer.parseInt(bomb.topic().replaceFirst(".*=", ""));
      assertEquals(ResponseCode.BAD_REQUEST, post("level", bomb.body(), format).getCode());
    }

    assertEquals(quarantined + bombs.size(), count("quarantined"));
  }

  @Test
  void whatIsNoCoapAtAllDisturbsNobody() throws Exception {
    var port = URI.create(system.coap()).getPort();
    try (var socket = new DatagramSocket()) {
      for (var length = 0; length < 300; length++) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        socket.send(new DatagramPacket(bytes, length, new InetSocketAddress("127.0.0.1", port)));
      }
    }
  }

  private static byte[] uplink(Instant time) {
    return Uplinks.json(GAUGE, UUID.randomUUID(), good, time);
  }

  private static void publish(String topic, byte[] body) throws Exception {
    try (var networkServer = broker.door().connect("chirpstack", password)) {
      assertTrue(networkServer.publish(topic, body) < REFUSAL);
    }
  }

  private static CoapResponse post(String device, byte[] body, int format) throws Exception {
    var client = new CoapClient(system.coap() + "/up/" + device);
    try {
      return client.post(body, format);
    } finally {
      client.shutdown();
    }
  }

  private static long count(String outcome) {
    return number(COUNT.formatted(outcome));
  }

  private static long readingsAt(Instant time) {
    return number(
        "SELECT count(*) FROM dash_reading WHERE quantity = 'distance' AND time = '" + time + "'");
  }

  private static long number(String query) {
    return system.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
