package pilotfeld.ingest.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/// A HiveMQ that lets everybody in and refuses some subscriptions in its answer, which Mosquitto's
/// list of rights does not do.
final class StrictBroker {

  private static final String CONFIGURATION =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners>
          <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
        </listeners>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;
  private static final int AT_LEAST_ONCE = 1;

  private final Set<String> refused;
  private final int port;
  private final EmbeddedHiveMQ broker;
  private final MqttClient publisher;

  private StrictBroker(Set<String> refused, int port, EmbeddedHiveMQ broker) throws MqttException {
    this.refused = refused;
    this.port = port;
    this.broker = broker;
    this.publisher = new MqttClient(url(), "publisher", new MemoryPersistence());
    publisher.connect();
  }

  static StrictBroker start(Path folder) throws Exception {
    var port = freePort();
    var refused = ConcurrentHashMap.<String>newKeySet();
    var configuration = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(configuration.resolve("config.xml"), CONFIGURATION.formatted(port));
    var broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(configuration)
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .withEmbeddedExtension(rules(refused))
            .withoutLoggingBootstrap()
            .build();
    broker.start().get();
    return new StrictBroker(refused, port, broker);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static EmbeddedExtension rules(Set<String> refused) {
    return EmbeddedExtension.builder()
        .withId("strict")
        .withName("Refuses subscriptions")
        .withVersion("1")
        .withAuthor("Pilotfeld")
        .withExtensionMain(new Rules(refused))
        .build();
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /// Refuses subscriptions of this filter from now on.
  void refuse(String filter) {
    refused.add(filter);
  }

  /// Refuses nothing any more.
  void grantAll() {
    refused.clear();
  }

  /// Takes a message, acknowledged.
  void publish(String topic, String body) throws MqttException {
    publisher.publish(topic, body.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE, false);
  }

  void stop() throws Exception {
    publisher.disconnect();
    publisher.close();
    broker.close();
  }

  private record Rules(Set<String> refused) implements ExtensionMain {

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
      var everybody = (SimpleAuthenticator) (_, answer) -> answer.authenticateSuccessfully();
      Services.securityRegistry().setAuthenticatorProvider(_ -> everybody);
      Services.securityRegistry().setAuthorizerProvider(_ -> authorizer());
    }

    private SubscriptionAuthorizer authorizer() {
      return (question, answer) -> {
        if (refused.contains(question.getSubscription().getTopicFilter())) {
          answer.failAuthorization(SubackReasonCode.NOT_AUTHORIZED);
          return;
        }
        answer.authorizeSuccessfully();
      };
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
      // Nothing is held.
    }
  }
}
