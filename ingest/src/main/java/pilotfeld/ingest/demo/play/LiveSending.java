package pilotfeld.ingest.demo.play;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.frame.JoinFrame;
import pilotfeld.ingest.demo.frame.LorawanFrame;
import pilotfeld.ingest.demo.frame.Publication;
import pilotfeld.ingest.demo.frame.SensorPack;
import pilotfeld.ingest.mqtt.MqttReceiver;
import pilotfeld.ingest.mqtt.MqttSettings;

/// Sends what the fleet does now: as its network server over MQTT, and as its sensors over CoAP.
final class LiveSending implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveSending.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_LEAST_ONCE = 1;
  private static final int SENML_JSON = 110;

  private final Letters letters;
  private final MqttClient broker;
  private final InetSocketAddress coap;

  LiveSending(Letters letters, MqttSettings at, InetSocketAddress coap) throws IOException {
    this.letters = letters;
    this.coap = coap;
    try {
      this.broker = new MqttClient(at.url(), at.clientId(), new MemoryPersistence());
      broker.setTimeToWait(PATIENCE.toMillis());
      broker.connect(options(at));
    } catch (MqttException e) {
      throw new IOException(
          "the demonstration cannot reach the broker " + at + ": " + e.getMessage(), e);
    }
  }

  private static MqttConnectionOptions options(MqttSettings at) {
    var options = new MqttConnectionOptions();
    options.setAutomaticReconnect(true);
    at.user().ifPresent(options::setUserName);
    options.setPassword(at.password().getBytes(StandardCharsets.UTF_8));
    return options;
  }

  /// Sends one frame; a failure is said and the frame is lost, as on the air.
  void send(DemoFrame frame) {
    try {
      switch (frame) {
        case LorawanFrame lorawan -> publish(letters.publication(lorawan));
        case JoinFrame join -> publish(letters.publication(join));
        case SensorPack pack -> post(pack);
      }
    } catch (MqttException | IOException e) {
      LOG.warn("{}: the demonstration could not send: {}", frame.device(), e.getMessage());
    }
  }

  private void publish(Publication publication) throws MqttException {
    var message = new MqttMessage(publication.body());
    message.setQos(AT_LEAST_ONCE);
    broker.publish(publication.topic(), message);
  }

  private void post(SensorPack pack) throws IOException {
    var client = new CoapClient("coap", coap.getHostString(), coap.getPort(), "up", pack.device());
    client.setTimeout(PATIENCE.toMillis());
    try {
      var answer = client.post(letters.pack(pack), SENML_JSON);
      if (answer == null || !answer.isSuccess()) {
        throw new IOException(
            answer == null ? "no answer" : answer.getCode() + " " + answer.getResponseText());
      }
    } catch (ConnectorException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      client.shutdown();
    }
  }

  @Override
  public void close() {
    try {
      broker.disconnectForcibly(0, MqttReceiver.DISCONNECT_PATIENCE.toMillis());
      broker.close(true);
    } catch (MqttException e) {
      LOG.debug("the demonstration was not connected: {}", e.getMessage());
    }
  }
}
