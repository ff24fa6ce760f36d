package pilotfeld.ingest.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import pilotfeld.ingest.Inbox;
import pilotfeld.processing.trust.Authority;

/// A client of the broker's TLS listener, as a network server or a sensor is one.
public final class BrokerClient implements AutoCloseable {

  /// MQTT's reason code for whatever a client may not do.
  public static final int NOT_AUTHORIZED = 0x87;

  private static final long PATIENCE_MILLIS = 10_000;
  private static final long SESSION_SECONDS = 3600;

  private final MqttAsyncClient client;
  private final Received inbox;

  private BrokerClient(MqttAsyncClient client, Received inbox) {
    this.client = client;
    this.inbox = inbox;
  }

  /// How to get in.
  ///
  /// @param port of the TLS listener on localhost
  /// @param authority certificate that is trusted, PEM
  public record Door(int port, String authority) {

    /// @throws MqttException with the reason code of a refusal
    public BrokerClient connect(String user, String password) throws MqttException {
      var options = options();
      options.setUserName(user);
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
      return connected(user, options);
    }

    /// @throws MqttException with the reason code of a refusal
    public BrokerClient connectAsNobody() throws MqttException {
      return connected("nobody", options());
    }

    private BrokerClient connected(String clientId, MqttConnectionOptions options)
        throws MqttException {
      var client =
          new MqttAsyncClient("ssl://localhost:" + port, clientId, new MemoryPersistence());
      var inbox = new Received();
      client.setCallback(inbox);
      try {
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return new BrokerClient(client, inbox);
      } catch (MqttException e) {
        client.close();
        throw e;
      }
    }

    private MqttConnectionOptions options() {
      var options = new MqttConnectionOptions();
      options.setCleanStart(false);
      options.setSessionExpiryInterval(SESSION_SECONDS);
      options.setSocketFactory(trustOnly(authority));
      return options;
    }
  }

  /// @return the reason code of the acknowledgement, 0 if the broker took the message
  public int publish(String topic, String body) throws MqttException {
    return publish(topic, body.getBytes(StandardCharsets.UTF_8));
  }

  /// @return the reason code of the acknowledgement, 0 if the broker took the message
  public int publish(String topic, byte[] body) throws MqttException {
    var message = new MqttMessage(body);
    message.setQos(1);
    var sent = client.publish(topic, message);
    sent.waitForCompletion(PATIENCE_MILLIS);
    return sent.getReasonCodes()[0];
  }

  /// Sends without asking for an acknowledgement, as a server that knows QoS 0 only.
  public void publishOnce(String topic, byte[] body) throws MqttException {
    var message = new MqttMessage(body);
    message.setQos(0);
    client.publish(topic, message).waitForCompletion(PATIENCE_MILLIS);
  }

  /// Asks for messages.
  ///
  /// @return the reason code of the answer, 1 if the broker will send them
  public int subscribe(String filter) throws MqttException {
    var asked = client.subscribe(filter, 1);
    asked.waitForCompletion(PATIENCE_MILLIS);
    return asked.getReasonCodes()[0];
  }

  /// Whether the broker has not ended the connection.
  public boolean isConnected() {
    return client.isConnected();
  }

  /// The next message that came.
  ///
  /// @return null if none came in time
  public String next() throws InterruptedException {
    return inbox.received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// How many messages came that nobody asked for yet.
  public int waiting() {
    return inbox.received.size();
  }

  /// Leaves; the session stays.
  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(PATIENCE_MILLIS);
    }
    client.close();
  }

  private static final class Received implements Inbox {

    private final BlockingQueue<String> received = new ArrayBlockingQueue<>(1000);

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }
  }

  private static SSLSocketFactory trustOnly(String authority) {
    try {
      var pem = new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII));
      return Authority.only(pem).getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("no certificate authority: " + authority, e);
    }
  }
}
