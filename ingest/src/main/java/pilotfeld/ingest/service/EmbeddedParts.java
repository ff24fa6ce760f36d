package pilotfeld.ingest.service;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.embedded.EmbeddedBroker;
import pilotfeld.ingest.mqtt.MqttReceiver;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.MqttSettings.Version;
import pilotfeld.processing.embedded.EmbeddedPostgres;
import pilotfeld.processing.store.DatabaseSettings;

/// A database and a broker of one's own, on loopback, for trying Pilotfeld with nothing else
/// installed.
public final class EmbeddedParts implements Closeable {

  private static final String CLIENT_ID = "pilotfeld";

  private final EmbeddedPostgres postgres;
  private final EmbeddedBroker broker;
  private final Settings settings;

  private EmbeddedParts(EmbeddedPostgres postgres, EmbeddedBroker broker, Settings settings) {
    this.postgres = postgres;
    this.broker = broker;
    this.settings = settings;
  }

  /// @throws IOException if one of them cannot be started
  /// @throws PortTaken if the broker's port is in use
  public static EmbeddedParts start(Settings settings) throws IOException {
    PortTaken.checkTcp(
        new InetSocketAddress("127.0.0.1", settings.embeddedBroker()), Setting.MQTT_PORT);
    var postgres = EmbeddedPostgres.start(ownersOnly(settings.state().resolve("postgres")));
    try {
      return new EmbeddedParts(
          postgres,
          EmbeddedBroker.start(
              ownersOnly(settings.state().resolve("broker")),
              settings.embeddedBroker(),
              MqttReceiver.PACKET_LIMIT),
          settings);
    } catch (IOException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  // Those above are so if they are made, but theirs that exist are left as they are.
  private static Path ownersOnly(Path folder) throws IOException {
    var permissions = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(permissions));
    return Files.setPosixFilePermissions(folder, permissions);
  }

  /// How to connect to the database.
  public DatabaseSettings database() {
    return postgres.settings();
  }

  /// The brokers to take messages from: this one in the place of the first, and those that are
  /// named.
  public List<MqttSettings> brokers() {
    return Stream.concat(Stream.of(broker(CLIENT_ID)), settings.furtherBrokers().stream()).toList();
  }

  /// How to connect to the broker, as the client of this name.
  public MqttSettings broker(String clientId) {
    return new MqttSettings(
        settings.source(),
        Setting.MQTT_PREFIX,
        broker.url(),
        Version.MQTT_5,
        Optional.of(EmbeddedBroker.USER),
        broker.password(),
        Optional.empty(),
        clientId,
        settings.topics());
  }

  /// Ends both at the same time: the broker alone takes some seconds.
  @Override
  public void close() throws IOException {
    var closing = Thread.ofPlatform().name("close-broker").start(broker::close);
    postgres.close();
    try {
      closing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
