package pilotfeld.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.setup.BrokerClient.Door;

class BrokerIT {

  private static final String SENSOR_PASSWORD = "a sensor's own password";

  @TempDir private Path parent;
  private Path folder;
  private Broker broker;
  private Door door;

  @BeforeEach
  void startMosquittoAfterTheSetup() throws IOException {
    folder = parent.resolve("setup");
    new FirstRun(new SetupFolder(folder), List.of(), List.of(), Clock.systemUTC()).run();
    // As `mosquitto_passwd` adds a sensor.
    var users = folder.resolve("mosquitto/passwords");
    var sensor = MosquittoUser.line("gauge-1", SENSOR_PASSWORD) + "\n";
    Files.writeString(users, Files.readString(users) + sensor);
    broker = Broker.start(folder);
    door = broker.door();
  }

  @AfterEach
  void stopMosquitto() throws InterruptedException {
    if (broker != null) {
      broker.stop();
    }
  }

  @Test
  void nobodyGetsInWithoutTheRightPassword() {
    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal(() -> door.connectAsNobody()));
    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal(() -> door.connect("chirpstack", "wrong")));
    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal(() -> door.connect("stranger", "any")));
  }

  @Test
  void whatTheNetworkServerWritesReachesPilotfeld() throws Exception {
    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"));
        var chirpstack = door.connect("chirpstack", secret("operator/chirpstack_password"))) {
      pilotfeld.subscribe("application/+/device/+/event/+");

      assertEquals(0, chirpstack.publish("application/1/device/a/event/up", "uplink"));
      assertEquals("uplink", pilotfeld.next());
    }
  }

  @Test
  void aSensorWritesItsOwnTopicAndNoOther() throws Exception {
    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"));
        var sensor = door.connect("gauge-1", SENSOR_PASSWORD)) {
      pilotfeld.subscribe("pilotfeld/+/up");

      assertEquals(BrokerClient.NOT_AUTHORIZED, sensor.publish("pilotfeld/gauge-2/up", "foreign"));
      assertEquals(BrokerClient.NOT_AUTHORIZED, sensor.publish("application/1", "foreign"));
      assertEquals(0, sensor.publish("pilotfeld/gauge-1/up", "own"));
      assertEquals("own", pilotfeld.next());
    }
  }

  @Test
  void aSensorReadsNothing() throws Exception {
    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"));
        var curious = door.connect("gauge-1", SENSOR_PASSWORD);
        var chirpstack = door.connect("chirpstack", secret("operator/chirpstack_password"))) {
      curious.subscribe("#");
      pilotfeld.subscribe("application/#");
      chirpstack.publish("application/1", "uplink");

      assertEquals("uplink", pilotfeld.next());
      assertEquals(0, curious.waiting());
    }
  }

  @Test
  void whatTheBrokerTookSurvivesItsDeath() throws Exception {
    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"))) {
      pilotfeld.subscribe("application/#");
    }
    try (var chirpstack = door.connect("chirpstack", secret("operator/chirpstack_password"))) {
      assertEquals(0, chirpstack.publish("application/1", "uplink"));
      // The broker writes at the end of each round; what it answers now comes a round later.
      chirpstack.subscribe("application/1");
      broker.restartAfterKill();
    }

    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"))) {
      assertEquals("uplink", pilotfeld.next());
    }
  }

  private String secret(String place) throws IOException {
    return Files.readString(folder.resolve(place)).strip();
  }

  private static int refusal(Executable attempt) {
    return assertThrows(MqttException.class, attempt).getReasonCode();
  }
}
