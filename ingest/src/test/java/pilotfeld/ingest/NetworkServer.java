package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import picocli.CommandLine;
import pilotfeld.ingest.setup.Broker;
import pilotfeld.ingest.setup.BrokerClient;
import pilotfeld.ingest.setup.SetupCommand;

/// A network server with a Mosquitto and a certificate authority of its own, where Pilotfeld has a
/// user.
public final class NetworkServer {

  private static final String ITSELF = "server";
  private static final String OWN_PASSWORD = "the network server's own password";

  /// From here on MQTT's reason codes are failures.
  private static final int FAILURE = 0x80;

  private static final String RIGHTS =
      """
      user server
      topic write #
      user %s
      topic read #
      """;

  private final Path setup;
  private final String user;
  private final Broker broker;

  private NetworkServer(Path setup, String user, Broker broker) {
    this.setup = setup;
    this.user = user;
    this.broker = broker;
  }

  /// @param folder of its own
  /// @param user as which Pilotfeld is known there
  public static NetworkServer start(Path folder, String user, String password) throws Exception {
    var setup = Files.createDirectories(folder).resolve("setup");
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", setup.toString()));
    var rights = Files.writeString(folder.resolve("rights"), RIGHTS.formatted(user));
    Broker.password(setup, ITSELF, OWN_PASSWORD);
    Broker.password(setup, user, password);
    return new NetworkServer(setup, user, Broker.start(setup, rights));
  }

  /// How Pilotfeld gets in.
  ///
  /// @param prefix of the settings, such as `PILOTFELD_MQTT_TTS_`
  public Map<String, String> settings(String prefix, String password) throws IOException {
    return Map.of(
        prefix + "URL",
        "ssl://localhost:" + broker.door().port(),
        prefix + "CA_FILE",
        setup.resolve("operator/ca.crt").toString(),
        prefix + "USER",
        user,
        prefix + "PASSWORD",
        password);
  }

  /// Where it listens on loopback.
  ///
  /// @param scheme `ssl`, or `tcp` for the listener without TLS
  int port(String scheme) throws IOException {
    return scheme.equals("ssl") ? broker.door().port() : URI.create(broker.plainUrl()).getPort();
  }

  /// Changes Pilotfeld's password; whoever is connected stays so.
  void setPassword(String password) throws IOException, InterruptedException {
    Broker.password(setup, user, password);
    broker.reload();
  }

  /// Acknowledged, as ChirpStack does; whether anybody has subscribed does not matter.
  public void publish(String topic, byte[] body) throws IOException, MqttException {
    try (var client = connect()) {
      assertTrue(client.publish(topic, body) < FAILURE);
    }
  }

  /// The same over one connection, one after the other.
  void publishAll(String topic, List<byte[]> bodies) throws IOException, MqttException {
    try (var client = connect()) {
      for (var body : bodies) {
        assertTrue(client.publish(topic, body) < FAILURE);
      }
    }
  }

  /// Not acknowledged, as The Things Stack does.
  void publishOnce(String topic, byte[] body) throws IOException, MqttException {
    try (var client = connect()) {
      client.publishOnce(topic, body);
    }
  }

  private BrokerClient connect() throws IOException, MqttException {
    return broker.door().connect(ITSELF, OWN_PASSWORD);
  }

  /// It goes away, changes Pilotfeld's password, and comes back.
  void restartWithPassword(String password) throws IOException, InterruptedException {
    broker.stop();
    Broker.password(setup, user, password);
    broker.startAgain();
  }

  /// Ends its broker.
  public void stop() throws InterruptedException {
    broker.stop();
  }
}
