package pilotfeld.ingest.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.NothingDurable;
import pilotfeld.processing.reading.Message;

/// Takes messages from a broker and acknowledges each after it is durable, so that the broker keeps
/// what we have not kept.
public final class MqttReceiver implements AutoCloseable {

  /// Messages that may be on their way to the database at once: MQTT's Receive Maximum.
  public static final int IN_FLIGHT_LIMIT = 1_000;

  /// How long the broker is asked to keep our session while we are away.
  public static final Duration SESSION_EXPIRY = Duration.ofDays(7);

  /// How long a DISCONNECT may take on its way out: Paho waits all of it, as no broker answers one.
  public static final Duration DISCONNECT_PATIENCE = Duration.ofMillis(300);

  private static final Duration RETRY_LEAST = Duration.ofSeconds(1);
  private static final Duration RETRY_MOST = Duration.ofSeconds(30);
  private static final int AT_LEAST_ONCE = 1;

  private static final Logger LOG = LoggerFactory.getLogger(MqttReceiver.class);

  private final MqttSettings settings;
  private final Intake intake;
  private final Clock clock;
  private final MqttAsyncClient client;
  private final Semaphore working = new Semaphore(IN_FLIGHT_LIMIT);
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @throws IOException if the broker's address cannot be understood
  public MqttReceiver(MqttSettings settings, Intake intake, Clock clock) throws IOException {
    this.settings = settings;
    this.intake = intake;
    this.clock = clock;
    try {
      this.client =
          new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence());
    } catch (MqttException | IllegalArgumentException e) {
      throw new IOException(
          "“"
              + settings.url()
              + "” is no address of a broker: write tcp://host:1883 or ssl://host:8883",
          e);
    }
    client.setManualAcks(true);
    client.setCallback(new Callback());
  }

  /// Connects in the background, again and again until it succeeds; afterwards the connection is
  /// renewed by itself.
  ///
  /// @throws IOException if the certificate authority cannot be read
  public void start() throws IOException {
    var options = options();
    Thread.ofVirtual().name("mqtt-connect").start(() -> connect(options));
  }

  private MqttConnectionOptions options() throws IOException {
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_EXPIRY.toSeconds());
    options.setReceiveMaximum(IN_FLIGHT_LIMIT);
    options.setMaximumPacketSize(Message.BODY_LIMIT + 2L * Message.TOPIC_LIMIT);
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay((int) RETRY_LEAST.toSeconds(), (int) RETRY_MOST.toSeconds());
    settings.user().ifPresent(options::setUserName);
    if (settings.user().isPresent()) {
      options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    }
    if (settings.authority().isPresent()) {
      options.setSocketFactory(Trust.only(settings.authority().get()));
    }
    return options;
  }

  private void connect(MqttConnectionOptions options) {
    var pause = RETRY_LEAST;
    while (!closed.get()) {
      try {
        client.connect(options).waitForCompletion();
        return;
      } catch (MqttException e) {
        LOG.warn(
            "{}: no connection, trying again in {} s: {}",
            settings,
            pause.toSeconds(),
            e.getMessage());
        pause(pause);
        pause =
            pause.multipliedBy(2).compareTo(RETRY_MOST) > 0 ? RETRY_MOST : pause.multipliedBy(2);
      }
    }
  }

  private void take(String topic, MqttMessage received) {
    var message =
        new Message(
            settings.source(),
            topic,
            received.getPayload(),
            clock.instant(),
            received.isDuplicate());
    working.acquireUninterruptibly();
    Thread.ofVirtual()
        .name("message")
        .start(
            () -> {
              try {
                acceptAndAcknowledge(message, received);
              } finally {
                working.release();
              }
            });
  }

  // A broker delivers again only after a reconnect: so what nothing could take is kept here and
  // tried again.
  private void acceptAndAcknowledge(Message message, MqttMessage received) {
    var pause = RETRY_LEAST;
    while (!closed.get()) {
      try {
        intake.accept(message);
        client.messageArrivedComplete(received.getId(), received.getQos());
        return;
      } catch (NothingDurable e) {
        LOG.warn(
            "{}: kept, trying again in {} s: {}",
            message.topic(),
            pause.toSeconds(),
            e.getMessage());
        pause(pause);
        pause =
            pause.multipliedBy(2).compareTo(RETRY_MOST) > 0 ? RETRY_MOST : pause.multipliedBy(2);
      } catch (MqttException e) {
        // The connection went before the acknowledgement: the message comes again and is a
        // duplicate.
        return;
      }
    }
  }

  private static void pause(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
  }

  /// Disconnects; the broker keeps what comes from now on, and what was not acknowledged.
  @Override
  public void close() {
    closed.set(true);
    try {
      client.disconnectForcibly(0, DISCONNECT_PATIENCE.toMillis(), true);
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("{}: closed while not connected: {}", settings, e.getMessage());
    }
  }

  private final class Callback implements MqttCallback {

    @Override
    public void connectComplete(boolean again, String url) {
      LOG.info("{}: connected{}", settings, again ? " again" : "");
      try {
        var qualities = new int[settings.topics().size()];
        Arrays.fill(qualities, AT_LEAST_ONCE);
        client.subscribe(settings.topics().toArray(String[]::new), qualities);
      } catch (MqttException e) {
        LOG.warn("{}: cannot subscribe: {}", settings, e.getMessage());
      }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      if (topic.length() > Message.TOPIC_LIMIT
          || message.getPayload().length > Message.BODY_LIMIT) {
        LOG.warn("{}: refused, topic or body is over its limit", settings);
        intake.refused();
        client.messageArrivedComplete(message.getId(), message.getQos());
        return;
      }
      take(topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      if (!closed.get()) {
        LOG.warn(
            "{}: connection lost: {}",
            settings,
            response.getException() == null
                ? response.getReasonString()
                : response.getException().getMessage());
      }
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
      LOG.warn("{}: {}", settings, error.getMessage());
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
