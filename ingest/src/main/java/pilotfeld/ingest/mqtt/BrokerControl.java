package pilotfeld.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import pilotfeld.processing.trust.Authority;

/// Gives commands to Mosquitto's [dynamic-security
/// plugin](https://mosquitto.org/documentation/dynamic-security/), over a connection of their own.
final class BrokerControl {

  /// How long the plugin is given to answer.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String COMMANDS = "$CONTROL/dynamic-security/v1";
  private static final String RESPONSES = COMMANDS + "/response";
  private static final int FAILURE = 0x80;
  private static final int RESPONSE_LIMIT = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MqttSettings settings;

  /// @param settings of the user that may do so; topics and client id do not matter
  BrokerControl(MqttSettings settings) {
    this.settings = settings;
  }

  /// What the plugin says to one command.
  ///
  /// @param error why it was not done; empty if it was
  record Response(String command, Optional<String> error) {}

  /// Has commands done, one after the other, and waits for what becomes of them.
  ///
  /// @return in the order of the commands
  /// @throws BrokerTrouble if the broker is away, does not let us in, or has no such plugin
  List<Response> run(List<ObjectNode> commands) throws BrokerTrouble {
    var answers = new ArrayBlockingQueue<byte[]>(RESPONSE_LIMIT);
    try {
      // A random client id, which is no other's; nothing of it remains.
      var client =
          new MqttAsyncClient(
              settings.url(),
              settings.clientId() + "-control-" + UUID.randomUUID(),
              new MemoryPersistence());
      try {
        client.setCallback(new Answers(answers));
        return run(client, commands, answers);
      } finally {
        close(client);
      }
    } catch (MqttException e) {
      throw trouble(e);
    } catch (IOException e) {
      throw BrokerTrouble.of(settings, 0, e);
    }
  }

  private BrokerTrouble trouble(MqttException e) {
    return switch (e.getReasonCode()) {
      case BrokerTrouble.BAD_USER_OR_PASSWORD, BrokerTrouble.NOT_AUTHORIZED ->
          BrokerTrouble.noControl(settings);
      default -> BrokerTrouble.of(settings, e.getReasonCode(), e);
    };
  }

  private List<Response> run(
      MqttAsyncClient client, List<ObjectNode> commands, BlockingQueue<byte[]> answers)
      throws MqttException, IOException, BrokerTrouble {
    var request = UUID.randomUUID().toString();
    var body = JSON.createObjectNode();
    var list = body.putArray("commands");
    commands.forEach(each -> list.add(each.deepCopy().put("correlationData", request)));
    client.connect(options()).waitForCompletion(PATIENCE.toMillis());
    client.subscribe(RESPONSES, 1).waitForCompletion(PATIENCE.toMillis());
    var message = new MqttMessage(JSON.writeValueAsBytes(body));
    message.setQos(MqttReceiver.AT_LEAST_ONCE);
    var sent = client.publish(COMMANDS, message);
    sent.waitForCompletion(PATIENCE.toMillis());
    if (sent.getReasonCodes().length > 0 && sent.getReasonCodes()[0] >= FAILURE) {
      throw BrokerTrouble.noControl(settings);
    }
    return await(request, answers);
  }

  private List<Response> await(String request, BlockingQueue<byte[]> answers)
      throws IOException, BrokerTrouble {
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        var answer = answers.poll(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null) {
          throw BrokerTrouble.noControl(settings);
        }
        var responses = JSON.readTree(answer).path("responses");
        // Whoever else may give commands has answers on the same topic.
        if (responses.path(0).path("correlationData").asText().equals(request)) {
          return StreamSupport.stream(responses.spliterator(), false)
              .map(BrokerControl::response)
              .toList();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BrokerTrouble.of(settings, 0, e);
    }
  }

  private static Response response(JsonNode node) {
    return new Response(
        node.path("command").asText(),
        Optional.of(node.path("error").asText()).filter(text -> !text.isEmpty()));
  }

  private MqttConnectionOptions options() throws IOException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setConnectionTimeout((int) PATIENCE.toSeconds());
    options.setAutomaticReconnect(false);
    settings.user().ifPresent(options::setUserName);
    options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    if (settings.authority().isPresent()) {
      options.setSocketFactory(Authority.only(settings.authority().get()).getSocketFactory());
    }
    return options;
  }

  private static void close(MqttAsyncClient client) throws MqttException {
    try {
      client.disconnectForcibly(0, PATIENCE.toMillis(), true);
    } catch (MqttException e) {
      // It was not connected, or is not any more: there is nothing to be left.
    }
    client.close(true);
  }

  private record Answers(BlockingQueue<byte[]> answers) implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      // More than fit are of others, who flood.
      answers.offer(message.getPayload());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      // Whoever waits gives up by itself.
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
      // Whoever waits gives up by itself.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // The plugin's answer says more.
    }

    @Override
    public void connectComplete(boolean again, String url) {
      // Whoever opened it knows.
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
      // Enhanced authentication is not used.
    }
  }
}
