package pilotfeld.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection in MQTT 5.
final class Mqtt5Connection implements BrokerConnection {

  private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Connection.class);

  private final MqttSettings settings;
  private final Optional<SSLSocketFactory> sockets;
  private final Arrivals arrivals;
  private final Consumer<BrokerTrouble> lost;
  private final RedeliveryAwareClient client;

  Mqtt5Connection(
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
      this.client = new RedeliveryAwareClient(settings.url(), settings.clientId());
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
      throw BrokerTrouble.of(settings, refusal(e), e);
    }
  }

  // A broker that speaks 3.1.1 only answers in 3.1.1, with a code that MQTT 5 does not have.
  private static int refusal(MqttException e) {
    return e.getReasonCode() == MqttException.REASON_CODE_INVALID_RETURN_CODE
        ? BrokerTrouble.UNSUPPORTED_VERSION
        : e.getReasonCode();
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(MqttReceiver.SESSION_EXPIRY.toSeconds());
    options.setReceiveMaximum(MqttReceiver.IN_FLIGHT_LIMIT);
    options.setMaximumPacketSize(MqttReceiver.PACKET_LIMIT);
    options.setConnectionTimeout((int) MqttReceiver.ANSWER_PATIENCE.toSeconds());
    options.setAutomaticReconnect(false);
    settings.user().ifPresent(options::setUserName);
    if (settings.user().isPresent()) {
      options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
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
      return Refused.of(filters, answer.getReasonCodes());
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
          topic, message.getPayload(), client.isRedelivered(message), () -> acknowledge(message));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lost.accept(BrokerTrouble.of(settings, response.getReturnCode(), response.getException()));
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
      LOG.warn("{}: {}", settings.source(), error.getMessage());
    }

    @Override
    public void connectComplete(boolean again, String url) {
      // Whoever opened it knows.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // This client publishes nothing.
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
      // Enhanced authentication is not used.
    }
  }
}
