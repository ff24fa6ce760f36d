package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptionsBuilder;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.embedded.EmbeddedBroker;
import pilotfeld.ingest.mqtt.MqttReceiver;
import pilotfeld.processing.reading.Message;

/// What the embedded parts let in, and whom they let look into their folders.
class EmbeddedPartsIT {

  private static final List<String> PARTS = List.of("postgres", "broker");
  private static final String TOPIC = "pilotfeld/gauge/up";

  @TempDir private Path folder;

  @Test
  void inAFolderOfItsOwnNobodyElseLooks() throws IOException {
    var state = folder.resolve("state");

    startIn(state).close();

    assertEquals("rwx------", permissions(state));
    assertOnlyTheOwnerLooksInto(state);
  }

  @Test
  void aFolderThatExistsStaysAsItIsAndNobodyElseLooksIntoTheParts() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var part : PARTS) {
      var made = Files.createDirectory(folder.resolve(part));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    startIn(folder).close();

    assertEquals("rwxr-xr-x", permissions(folder));
    assertOnlyTheOwnerLooksInto(folder);
  }

  @Test
  void theBrokerRefusesWhatItCouldNotDeliver() throws Exception {
    var port = RunningSystem.freeTcpPort();
    try (var broker = EmbeddedBroker.start(folder, port, MqttReceiver.PACKET_LIMIT)) {
      var client = client(broker);
      assertDoesNotThrow(() -> client.publish(TOPIC, new byte[Message.BODY_LIMIT], 1, false));

      assertThrows(
          MqttException.class,
          () -> client.publish(TOPIC, new byte[(int) MqttReceiver.PACKET_LIMIT], 1, false));
      client.disconnectForcibly(0, 0, false);
      client.close();
    }
  }

  private static MqttClient client(EmbeddedBroker broker) throws MqttException {
    var client = new MqttClient(broker.url(), "sensor", new MemoryPersistence());
    client.connect(
        new MqttConnectionOptionsBuilder()
            .username(EmbeddedBroker.USER)
            .password(broker.password().getBytes())
            .build());
    return client;
  }

  private static EmbeddedParts startIn(Path state) throws IOException {
    return EmbeddedParts.start(
        Settings.from(
            Map.of(
                "PILOTFELD_STATE", state.toString(),
                "PILOTFELD_MQTT_PORT", Integer.toString(RunningSystem.freeTcpPort()))));
  }

  private static void assertOnlyTheOwnerLooksInto(Path state) throws IOException {
    for (var part : PARTS) {
      assertEquals("rwx------", permissions(state.resolve(part)), part);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
