package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.mqtt.SensorUsers;
import pilotfeld.ingest.service.Settings;
import pilotfeld.ingest.setup.Broker;
import pilotfeld.ingest.setup.BrokerClient;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.access.BrokerUser;
import pilotfeld.processing.access.BrokerUsers;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Courier;
import pilotfeld.processing.outbox.Due;
import pilotfeld.processing.outbox.OutboxLimits;
import pilotfeld.processing.outbox.Sender;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registration;
import pilotfeld.processing.secret.MasterSecret;

/// Sensors of one's own at the real Mosquitto with its real plugin, through the whole system.
class SensorUsersIT {

  private static final String SECRET = MasterSecret.random();
  private static final String STATES =
      "SELECT string_agg(state, ' ' ORDER BY id) FROM outbox WHERE kind = 'broker'";
  private static final String REASON = "SELECT reason FROM outbox WHERE kind = 'broker'";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final LogLines log = new LogLines();
  private Broker broker;
  private RunningSystem system;
  private BrokerUsers users;

  @BeforeEach
  void setUp() throws Exception {
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", setup().toString()));
    broker = Broker.start(setup());
  }

  private void startPilotfeld(Map<String, String> more) throws Exception {
    var settings = new HashMap<>(broker.settings());
    settings.put("PILOTFELD_SECRET_KEY", SECRET);
    settings.put("PILOTFELD_MQTT_TOPICS", "pilotfeld/+/up");
    settings.putAll(more);
    system = new RunningSystem(settings);
    users = new BrokerUsers(system.jdbi(), MasterSecret.parse(SECRET));
  }

  @AfterEach
  void stop() throws Exception {
    if (system != null) {
      system.close();
    }
    if (broker != null) {
      broker.stop();
    }
    log.close();
  }

  @Test
  void aSensorWritesItsOwnTopicAndDoesNothingElse() throws Exception {
    startPilotfeld(Map.of());
    var user = register("gauge-1");

    try (var sensor = connected(user)) {
      assertEquals(0, sensor.publish("pilotfeld/gauge-1/up", "{\"distance\": 1234}"));
      Eventually.equal(1L, () -> system.tally("stored"));
      for (var topic :
          new String[] {"pilotfeld/gauge-2/up", "application/1", "pilotfeld/gauge-1"}) {
        assertEquals(BrokerClient.NOT_AUTHORIZED, sensor.publish(topic, "{}"), topic);
      }
      for (var filter : new String[] {"#", "pilotfeld/gauge-1/up", "$share/any/#"}) {
        assertEquals(BrokerClient.NOT_AUTHORIZED, sensor.subscribe(filter), filter);
      }
    }
    assertFalse(log.all().toString().contains(user.password()));
  }

  @Test
  void aSensorThatIsTakenDownIsThrownOutAndRefused() throws Exception {
    startPilotfeld(Map.of());
    var user = register("gauge-1");

    try (var sensor = connected(user)) {
      system.application().registrar().end("gauge-1", Instant.now());

      assertTrue(Eventually.within(PATIENCE, () -> !sensor.isConnected()));
    }
    assertRefused(user);
  }

  @Test
  void whileTheBrokerIsAwayASensorWaitsForIt() throws Exception {
    startPilotfeld(Map.of());
    broker.stop();
    var user = register("gauge-1");
    assertTrue(
        Eventually.within(PATIENCE, () -> text(REASON).contains("no connection to the broker")));

    broker.startAgain();

    connected(user).close();
  }

  @Test
  void aNewPasswordTakesThePlaceOfTheEarlierOne() throws Exception {
    startPilotfeld(Map.of());
    var earlier = register("gauge-1");
    connected(earlier).close();

    var user = users.renew("gauge-1");

    connected(user).close();
    assertRefused(earlier);
  }

  @Test
  void whatWasSentByAProcessThatEndedBeforeItCouldSaySoIsDoneOnce() throws Exception {
    startPilotfeld(
        Map.of("PILOTFELD_MQTT_CONTROL_USER", "", "PILOTFELD_MQTT_CONTROL_PASSWORD_FILE", ""));
    var user = register("gauge-1");
    var sender = sender();

    assertThrows(Killed.class, () -> courier(new Killing(sender)).run());
    assertEquals("waiting", text(STATES));
    connected(user).close();

    assertTrue(Eventually.within(PATIENCE, () -> courier(sender).run() == 1));
    assertEquals("sent", text(STATES));
    connected(user).close();
    system.application().registrar().end("gauge-1", Instant.now());
    assertEquals(1, courier(sender).run());
    assertRefused(user);
  }

  @Test
  void aDeviceThatIsCalledAsTheNetworkServerTakesNothingFromIt() throws Exception {
    startPilotfeld(Map.of());

    connected(register("chirpstack")).close();

    broker.door().connect("chirpstack", broker.networkServersPassword()).close();
  }

  @Test
  void aUserThatMayNotGiveRightsIsNamedWithItsSettings() throws Exception {
    startPilotfeld(
        Map.of(
            "PILOTFELD_MQTT_CONTROL_USER",
            "pilotfeld",
            "PILOTFELD_MQTT_CONTROL_PASSWORD_FILE",
            setup().resolve("ingest/mqtt_password").toString()));

    register("gauge-1");

    Eventually.within(PATIENCE, () -> !text(REASON).isEmpty());
    assertEquals(
        "the broker does not let the user “pilotfeld” give rights to sensors: look at PILOTFELD_MQTT_CONTROL_USER and PILOTFELD_MQTT_CONTROL_PASSWORD, and whether Mosquitto's dynamic-security plugin is loaded",
        text(REASON));
  }

  private BrokerUser register(String device) {
    var user =
        system
            .application()
            .registrar()
            .register(
                new Registration(
                    new Pilot("water", "Water level", "", LocalDate.EPOCH),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Placement(
                        device,
                        "pilotfeld-senml-level",
                        "hase-1",
                        Instant.EPOCH,
                        Optional.empty())),
                handle -> users.renew(handle, device));
    system.application().refreshRegistry();
    return user;
  }

  // Until the broker knows it, it is refused.
  private BrokerClient connected(BrokerUser user) throws Exception {
    var client = new AtomicReference<BrokerClient>();
    assertTrue(
        Eventually.within(
            PATIENCE,
            () -> {
              try {
                client.set(broker.door().connect(user.name(), user.password()));
                return true;
              } catch (MqttException e) {
                return false;
              }
            }));
    return client.get();
  }

  private void assertRefused(BrokerUser user) {
    var refusal =
        assertThrows(
            MqttException.class, () -> broker.door().connect(user.name(), user.password()));
    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal.getReasonCode());
  }

  private SensorUsers sender() throws Exception {
    var control = Settings.from(broker.settings()).control().orElseThrow();
    return new SensorUsers(control, users);
  }

  private Courier courier(Sender sender) {
    var given = OutboxLimits.DEFAULT;
    var limits =
        new OutboxLimits(
            Duration.ofSeconds(1),
            given.firstPause(),
            given.longestPause(),
            given.longestRest(),
            given.patience(),
            given.kept());
    return new Courier(sender, system.jdbi(), MasterSecret.parse(SECRET), limits);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /// Ends as a process does that is killed once the broker has answered.
  private record Killing(Sender sender) implements Sender {

    @Override
    public String kind() {
      return sender.kind();
    }

    @Override
    public Answer send(Due due) {
      assertEquals(new Answer.Sent(), sender.send(due));
      throw new Killed();
    }
  }

  private String text(String query) {
    return system
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).findOne())
        .orElse("");
  }

  private Path setup() {
    return folder.resolve("setup");
  }
}
