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

  @TempDir private Path parent;
  private Path folder;
  private Broker broker;
  private Door door;

  @BeforeEach
  void startMosquittoAfterTheSetup() throws IOException {
    folder = parent.resolve("setup");
    new FirstRun(new SetupFolder(folder), List.of(), List.of(), Clock.systemUTC()).run();
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
  void nobodyReadsWhatIsNotTheirs() throws Exception {
    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"));
        var chirpstack = door.connect("chirpstack", secret("operator/chirpstack_password"));
        var control = door.connect("control", secret("ingest/mqtt_control_password"))) {
      for (var client : List.of(pilotfeld, chirpstack, control)) {
        assertEquals(BrokerClient.NOT_AUTHORIZED, client.subscribe("#"));
        assertEquals(BrokerClient.NOT_AUTHORIZED, client.subscribe("$share/any/#"));
      }
      assertEquals(BrokerClient.NOT_AUTHORIZED, chirpstack.subscribe("application/#"));
      assertEquals(1, pilotfeld.subscribe("$share/ingest/application/+/device/+/event/+"));
    }
  }

  @Test
  void nobodyButTheUserForItGivesRights() throws Exception {
    var commands = "$CONTROL/dynamic-security/v1";
    try (var pilotfeld = door.connect("pilotfeld", secret("ingest/mqtt_password"));
        var chirpstack = door.connect("chirpstack", secret("operator/chirpstack_password"));
        var control = door.connect("control", secret("ingest/mqtt_control_password"))) {
      assertEquals(BrokerClient.NOT_AUTHORIZED, pilotfeld.publish(commands, "{}"));
      assertEquals(BrokerClient.NOT_AUTHORIZED, chirpstack.publish(commands, "{}"));
      assertEquals(BrokerClient.NOT_AUTHORIZED, control.publish("application/1", "foreign"));
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
      chirpstack.publish("application/2", "another");
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
