package pilotfeld.ingest.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import pilotfeld.ingest.bench.Frames.Frame;

/// Publishes with QoS 1, with as many messages on their way as the broker takes.
final class Generator implements AutoCloseable {

  // Below the Receive Maximum of the broker, beyond which Paho refuses.
  private static final int WINDOW = 900;
  private static final long PATIENCE_MILLIS = 20_000;

  private final MqttAsyncClient client;
  private final Semaphore window = new Semaphore(WINDOW);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Generator(String url, String user, String password) throws MqttException {
    this.client = new MqttAsyncClient(url, "generator", new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
  }

  /// Publishes as fast as the broker takes it, and waits until it has all of it.
  void publish(int count, Supplier<Frame> frames) throws MqttException {
    for (var number = 0; number < count; number++) {
      publish(frames.get());
    }
    awaitAcknowledged();
  }

  /// Publishes at a rate, however long the broker takes.
  ///
  /// @param sent is told of each when it should have been sent, by `System.nanoTime`
  /// @return how many
  int publish(int perSecond, Duration duration, Supplier<Frame> frames, ObjLongConsumer<Frame> sent)
      throws MqttException {
    var count = (int) (perSecond * duration.toMillis() / 1000);
    var begun = System.nanoTime();
    for (var number = 0; number < count; number++) {
      var due = begun + number * 1_000_000_000L / perSecond;
      var early = due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      var frame = frames.get();
      sent.accept(frame, due);
      publish(frame);
    }
    awaitAcknowledged();
    return count;
  }

  private void publish(Frame frame) throws MqttException {
    window.acquireUninterruptibly();
    var message = new MqttMessage(frame.body());
    message.setQos(1);
    client.publish(frame.topic(), message, null, new Acknowledged());
  }

  private void awaitAcknowledged() {
    window.acquireUninterruptibly(WINDOW);
    window.release(WINDOW);
    if (failure.get() != null) {
      throw new IllegalStateException("the broker did not take all", failure.get());
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnect().waitForCompletion(PATIENCE_MILLIS);
    client.close();
  }

  private final class Acknowledged implements MqttActionListener {

    @Override
    public void onSuccess(IMqttToken token) {
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      failure.compareAndSet(null, cause);
      window.release();
    }
  }
}
