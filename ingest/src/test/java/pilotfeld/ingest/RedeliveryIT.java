package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.registry.Registrar;

/// What a sensor without a clock sends, when its acknowledgement is lost on the way to Mosquitto.
class RedeliveryIT {

  private static final String PASSWORD = "the broker's password for us";
  private static final String TOPIC = "pilotfeld/gauge-1/up";
  private static final byte[] TIMELESS = "{\"distance\":1234}".getBytes(StandardCharsets.US_ASCII);

  @TempDir private static Path folder;
  private static NetworkServer broker;

  private Line line;
  private RunningSystem system;

  @BeforeAll
  static void startTheBroker() throws Exception {
    broker = NetworkServer.start(folder, "pilotfeld", PASSWORD);
  }

  @AfterAll
  static void stopTheBroker() throws Exception {
    broker.stop();
  }

  private void startPilotfeld(String version, String scheme) throws Exception {
    line = new Line(broker.port(scheme));
    var settings = new HashMap<>(broker.settings("PILOTFELD_MQTT_", PASSWORD));
    settings.put("PILOTFELD_MQTT_URL", scheme + "://localhost:" + line.port());
    if (scheme.equals("tcp")) {
      settings.remove("PILOTFELD_MQTT_CA_FILE");
    }
    settings.put("PILOTFELD_MQTT_VERSION", version);
    settings.put("PILOTFELD_MQTT_CLIENT_ID", version + "-" + line.port());
    settings.put("PILOTFELD_MQTT_TOPICS", "pilotfeld/+/up");
    system = new RunningSystem(settings);
    register();
    awaitSubscription();
  }

  private void register() {
    var registrar = system.application().registrar();
    registrar.pilot(new Registrar.Pilot("water", "Water", "How high?", LocalDate.EPOCH));
    registrar.site(new Registrar.Site("hase", "water", Optional.empty(), "hase", 52.28, 8.05));
    registrar.place(
        new Registrar.Placement(
            "gauge-1", "pilotfeld-senml-level", "hase", Instant.EPOCH, Optional.empty()));
    system.application().refreshRegistry();
  }

  // Of QoS 0, so that no acknowledgement is still on its way afterwards.
  private void awaitSubscription() throws Exception {
    Eventually.equal(
        true,
        () -> {
          broker.publishOnce("pilotfeld/stranger/up", TIMELESS);
          return system.tally("unregistered") > 0;
        });
  }

  @AfterEach
  void stopPilotfeld() throws IOException {
    if (system != null) {
      system.close();
    }
    if (line != null) {
      line.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"5,ssl", "5,tcp", "3.1.1,ssl", "3.1.1,tcp"})
  void aMessageThatComesAgainBecauseItsAcknowledgementWasLostIsOneReading(
      String version, String scheme) throws Exception {
    startPilotfeld(version, scheme);

    line.swallowWhatTheClientSays();
    broker.publish(TOPIC, TIMELESS);
    Eventually.equal(1L, () -> system.tally("stored"));
    line.cut();

    Eventually.equal(2L, () -> system.tally("stored") + system.tally("duplicate"));
    assertEquals(1, system.tally("duplicate"));
    assertEquals(List.of(1234.0), distances());

    broker.publish(TOPIC, TIMELESS);

    Eventually.equal(List.of(1234.0, 1234.0), this::distances);
    assertEquals(1, system.tally("duplicate"));
    assertTheLawHolds();
  }

  @ParameterizedTest
  @CsvSource({"5,ssl", "3.1.1,ssl"})
  void whatASensorSendsTwiceIsTwoReadings(String version, String scheme) throws Exception {
    startPilotfeld(version, scheme);

    broker.publish(TOPIC, TIMELESS);
    broker.publish(TOPIC, TIMELESS);

    Eventually.equal(List.of(1234.0, 1234.0), this::distances);
    assertEquals(0, system.tally("duplicate"));
    assertTheLawHolds();
  }

  private void assertTheLawHolds() {
    var sum = system.tally("stored") + system.tally("duplicate") + system.tally("unregistered");
    assertEquals(system.tally("received"), sum);
  }

  private List<Double> distances() {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT value FROM dash_reading WHERE quantity = 'distance'")
                    .mapTo(Double.class)
                    .list());
  }
}
