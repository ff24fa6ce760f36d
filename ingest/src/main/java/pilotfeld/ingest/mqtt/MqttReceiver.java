package pilotfeld.ingest.mqtt;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.NothingDurable;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.trust.Authority;

/// Takes messages from one broker and acknowledges each after it is durable, so that the broker
/// keeps what we have not kept. It shares nothing with the receivers of other brokers but the
/// intake.
public final class MqttReceiver implements AutoCloseable {

  /// Messages that may be on their way to the database at once: MQTT's Receive Maximum.
  public static final int IN_FLIGHT_LIMIT = 1_000;

  /// Bytes of the largest packet that is taken: MQTT's Maximum Packet Size.
  public static final long PACKET_LIMIT = Message.BODY_LIMIT + 2L * Message.TOPIC_LIMIT;

  /// How long the broker is asked to keep our session while we are away.
  public static final Duration SESSION_EXPIRY = Duration.ofDays(7);

  /// How long a DISCONNECT may take on its way out: Paho waits all of it, as no broker answers one.
  public static final Duration DISCONNECT_PATIENCE = Duration.ofMillis(300);

  /// How long a broker may take to answer.
  static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);

  static final int AT_LEAST_ONCE = 1;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration FINISH_PATIENCE = Duration.ofSeconds(4);

  private static final Logger LOG = LoggerFactory.getLogger(MqttReceiver.class);

  private final MqttSettings settings;
  private final Intake intake;
  private final Clock clock;
  private final Optional<SSLSocketFactory> sockets;
  private final Semaphore working = new Semaphore(IN_FLIGHT_LIMIT);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread connecting;
  private volatile Standing standing = Standing.AWAY;

  /// @throws IOException if the certificate authority cannot be read
  public MqttReceiver(MqttSettings settings, Intake intake, Clock clock) throws IOException {
    this.settings = settings;
    this.intake = intake;
    this.clock = clock;
    this.sockets =
        settings.authority().isPresent()
            ? Optional.of(Authority.only(settings.authority().get()).getSocketFactory())
            : Optional.empty();
    this.connecting =
        Thread.ofVirtual().name("mqtt-" + settings.source()).unstarted(this::stayConnected);
  }

  /// The name under which its messages are kept.
  public String source() {
    return settings.source();
  }

  /// How it stands with its broker.
  public Standing standing() {
    return standing;
  }

  /// Connects in the background, again and again until it succeeds and whenever the connection was
  /// lost, whatever the reason.
  public void start() {
    connecting.start();
  }

  private void stayConnected() {
    var retreat = Retreat.NONE;
    while (!closed.get()) {
      try (var session = new Session(settings, sockets, this::take)) {
        session.hold(() -> standing = Standing.CONNECTED);
      } catch (BrokerTrouble e) {
        retreat = retreat.after(e);
        standing = retreat.isTakenOver() ? Standing.TAKEN_OVER : Standing.AWAY;
        sayUnlessClosed(e, retreat);
        retreat.pause().ifPresent(Pause::rest);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void sayUnlessClosed(BrokerTrouble trouble, Retreat retreat) {
    if (!closed.get()) {
      var guessed = retreat.isTakenOver() && !trouble.isTakeOver();
      var words = guessed ? BrokerTrouble.likelyTakeOver(settings) : trouble.getMessage();
      LOG.warn(
          "{}: {}; trying again within {}",
          settings.source(),
          words,
          retreat.pause().orElseThrow());
    }
  }

  private void take(String topic, byte[] body, boolean redelivered, Runnable acknowledge) {
    if (closed.get()) {
      return;
    }
    if (topic.length() > Message.TOPIC_LIMIT || body.length > Message.BODY_LIMIT) {
      LOG.warn("{}: refused, topic or body is over its limit", settings.source());
      intake.refused();
      acknowledge.run();
      return;
    }
    var message = new Message(settings.source(), topic, body, clock.instant(), redelivered);
    working.acquireUninterruptibly();
    Thread.ofVirtual()
        .name("message")
        .start(
            () -> {
              try {
                acceptAndAcknowledge(message, acknowledge);
              } finally {
                working.release();
              }
            });
  }

  // A broker delivers again only after a reconnect: so what nothing could take, for whatever
  // reason,
  // is kept here and tried again.
  private void acceptAndAcknowledge(Message message, Runnable acknowledge) {
    var pause = Pause.first();
    var madeUp = UUID.randomUUID();
    while (!closed.get()) {
      try {
        intake.accept(message, madeUp);
        acknowledge.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn("{}: kept, trying again within {}: {}", message.topic(), pause, reason(e));
        pause.rest();
        pause = pause.longer();
      }
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof NothingDurable ? e.getMessage() : e.toString();
  }

  /// Messages that are on their way to the database.
  public int inFlight() {
    return IN_FLIGHT_LIMIT - working.availablePermits();
  }

  /// Finishes and acknowledges what is in work, and disconnects; the broker keeps what comes from
  /// now on, and what was not acknowledged.
  @Override
  public void close() {
    closed.set(true);
    try {
      finish();
      connecting.interrupt();
      if (connecting.isAlive()) {
        connecting.join(CLOSE_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish() throws InterruptedException {
    if (working.tryAcquire(IN_FLIGHT_LIMIT, FINISH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      working.release(IN_FLIGHT_LIMIT);
    } else {
      LOG.warn("{}: {} messages are left to the broker", settings.source(), inFlight());
    }
  }
}
