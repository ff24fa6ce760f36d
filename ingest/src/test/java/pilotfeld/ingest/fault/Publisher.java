package pilotfeld.ingest.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/// The network server: publishes at QoS 1, writes down what was acknowledged by PUBACK, and sends
/// the rest again over the next connection.
final class Publisher {

  // Mosquitto's PUBACK says so while nobody has subscribed; then it has kept nothing.
  private static final int NO_MATCHING_SUBSCRIBERS = 0x10;
  private static final int WINDOW = 100;
  private static final long CONNECT_MILLIS = 10_000;
  private static final long ANSWER_MILLIS = 200;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String url;
  private final String password;
  private final Set<Sent> acknowledged = ConcurrentHashMap.newKeySet();

  Publisher(String url, String password) {
    this.url = url;
    this.password = password;
  }

  /// Publishes until all are acknowledged or the thread is interrupted.
  ///
  /// @param times how often each is sent, even if nothing fails
  void publish(List<Sent> messages, int times) {
    for (var round = 0; round < times; round++) {
      publishUntil(messages, round == 0 ? acknowledged : ConcurrentHashMap.newKeySet());
    }
  }

  private void publishUntil(List<Sent> messages, Set<Sent> done) {
    while (!Thread.interrupted()) {
      var waiting = messages.stream().filter(each -> !done.contains(each)).toList();
      if (waiting.isEmpty()) {
        return;
      }
      try {
        stay(waiting, done);
      } catch (MqttException e) {
        // The broker is away, or went: all that is not acknowledged is sent again.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void stay(List<Sent> waiting, Set<Sent> done) throws MqttException {
    var client = new MqttAsyncClient(url, "network-server-" + hashCode(), new MemoryPersistence());
    try {
      client.connect(options()).waitForCompletion(CONNECT_MILLIS);
      sendAll(client, waiting, done);
    } finally {
      client.close(true);
    }
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setUserName("chirpstack");
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    options.setAutomaticReconnect(false);
    return options;
  }

  private void sendAll(MqttAsyncClient client, Collection<Sent> waiting, Set<Sent> done)
      throws MqttException {
    var window = new Semaphore(WINDOW);
    for (var each : waiting) {
      if (!isFree(client, window, 1)) {
        return;
      }
      var message = new MqttMessage(each.body());
      message.setQos(1);
      client.publish(each.topic(), message, null, new Answer(each, window, done));
    }
    if (isFree(client, window, WINDOW)) {
      client.disconnect().waitForCompletion(CONNECT_MILLIS);
    }
  }

  private static boolean isFree(MqttAsyncClient client, Semaphore window, int places) {
    try {
      while (client.isConnected()) {
        if (window.tryAcquire(places, ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /// Everything that was acknowledged so far.
  Set<Sent> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  private record Answer(Sent sent, Semaphore window, Set<Sent> done) implements MqttActionListener {

    @Override
    public void onSuccess(IMqttToken token) {
      if (token.getReasonCodes()[0] != NO_MATCHING_SUBSCRIBERS) {
        done.add(sent);
      }
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
      window.release();
    }
  }
}
