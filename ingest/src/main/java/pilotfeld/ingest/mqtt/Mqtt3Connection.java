package pilotfeld.ingest.mqtt;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection in MQTT 3.1.1, for brokers that speak nothing newer, such as The Things Stack.
final class Mqtt3Connection implements BrokerConnection {

  private static final Logger LOG = LoggerFactory.getLogger(Mqtt3Connection.class);

  private final MqttSettings settings;
  private final Optional<SSLSocketFactory> sockets;
  private final Arrivals arrivals;
  private final Consumer<BrokerTrouble> lost;
  private final MqttAsyncClient client;

  Mqtt3Connection(
      MqttSettings settings,
      Optional<SSLSocketFactory> sockets,
      Arrivals arrivals,
      Consumer<BrokerTrouble> lost)
      throws BrokerTrouble {
    this.settings = settings;
    this.sockets = sockets;
    this.arrivals = arrivals;
    this.lost = lost;
    try {
      this.client =
          new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence());
    } catch (MqttException | IllegalArgumentException e) {
      throw BrokerTrouble.of(settings, 0, e);
    }
    client.setManualAcks(true);
    client.setCallback(new Callback());
  }

  @Override
  public void open() throws BrokerTrouble {
    try {
      client.connect(options()).waitForCompletion(MqttReceiver.ANSWER_PATIENCE.toMillis());
    } catch (MqttException e) {
      throw BrokerTrouble.of(settings, refusal(e.getReasonCode()), e);
    }
  }

  // Section 3.2.2.3 of MQTT 3.1.1, in the codes of MQTT 5.
  private static int refusal(int code) {
    return switch (code) {
      case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION -> BrokerTrouble.UNSUPPORTED_VERSION;
      case MqttException.REASON_CODE_INVALID_CLIENT_ID -> BrokerTrouble.INVALID_CLIENT_ID;
      case MqttException.REASON_CODE_BROKER_UNAVAILABLE -> BrokerTrouble.SERVER_UNAVAILABLE;
      case MqttException.REASON_CODE_FAILED_AUTHENTICATION -> BrokerTrouble.BAD_USER_OR_PASSWORD;
      case MqttException.REASON_CODE_NOT_AUTHORIZED -> BrokerTrouble.NOT_AUTHORIZED;
      default -> code;
    };
  }

  private MqttConnectOptions options() {
    var options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(false);
    options.setConnectionTimeout((int) MqttReceiver.ANSWER_PATIENCE.toSeconds());
    options.setAutomaticReconnect(false);
    settings.user().ifPresent(options::setUserName);
    if (settings.user().isPresent()) {
      options.setPassword(settings.password().toCharArray());
    }
    sockets.ifPresent(options::setSocketFactory);
    return options;
  }

  @Override
  public Map<String, Integer> subscribe(List<String> filters) throws BrokerTrouble {
    var qualities = new int[filters.size()];
    Arrays.fill(qualities, MqttReceiver.AT_LEAST_ONCE);
    try {
      var answer = client.subscribe(filters.toArray(String[]::new), qualities);
      answer.waitForCompletion(MqttReceiver.ANSWER_PATIENCE.toMillis());
      return Refused.of(filters, answer.getGrantedQos());
    } catch (MqttException | IllegalArgumentException e) {
      throw BrokerTrouble.of(settings, 0, e);
    }
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, MqttReceiver.DISCONNECT_PATIENCE.toMillis(), true);
    } catch (MqttException e) {
      LOG.debug("{}: closed while not connected: {}", settings.source(), e.getMessage());
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("{}: closed already: {}", settings.source(), e.getMessage());
    }
  }

  private void acknowledge(MqttMessage message) {
    try {
      client.messageArrivedComplete(message.getId(), message.getQos());
    } catch (MqttException | NullPointerException e) {
      // Paho lets go of its parts when it is closed, also in the middle of an acknowledgement.
      LOG.debug("{}: the broker will deliver again: {}", settings.source(), e.getMessage());
    }
  }

  private final class Callback implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      arrivals.arrived(
          topic, message.getPayload(), message.isDuplicate(), () -> acknowledge(message));
    }

    @Override
    public void connectionLost(Throwable cause) {
      lost.accept(BrokerTrouble.of(settings, 0, cause));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // This client publishes nothing.
    }
  }
}
