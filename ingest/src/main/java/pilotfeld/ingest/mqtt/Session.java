package pilotfeld.ingest.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stay at a broker: connected, subscribed, until the connection is lost.
final class Session implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final MqttSettings settings;
  private final BrokerConnection connection;
  private final BlockingQueue<BrokerTrouble> lost = new ArrayBlockingQueue<>(1);

  /// @throws BrokerTrouble if the settings lead to no broker
  Session(MqttSettings settings, Optional<SSLSocketFactory> sockets, Arrivals arrivals)
      throws BrokerTrouble {
    this.settings = settings;
    this.connection =
        switch (settings.version()) {
          case MQTT_5 -> new Mqtt5Connection(settings, sockets, arrivals, lost::offer);
          case MQTT_3_1_1 -> new Mqtt3Connection(settings, sockets, arrivals, lost::offer);
        };
  }

  /// Returns never: what ends a session is trouble.
  ///
  /// @param letIn run once the broker has let us in
  void hold(Runnable letIn) throws BrokerTrouble, InterruptedException {
    connection.open();
    var begun = System.nanoTime();
    letIn.run();
    LOG.info("{}: connected to {} as {}", settings.source(), settings.url(), settings.clientId());
    try {
      subscribe();
      throw lost.take();
    } catch (BrokerTrouble e) {
      throw e.after(Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  // What is granted flows, whatever else is refused; the rest is asked for again.
  private void subscribe() throws BrokerTrouble, InterruptedException {
    var wanted = settings.topics();
    for (var pause = Pause.first(); ; pause = pause.longer()) {
      var refused = connection.subscribe(wanted);
      if (refused.isEmpty()) {
        return;
      }
      LOG.warn(
          "{}: {}; trying again within {}",
          settings.source(),
          BrokerTrouble.refusedSubscriptions(settings, refused),
          pause);
      throwIfLostWithin(pause);
      wanted = List.copyOf(refused.keySet());
    }
  }

  private void throwIfLostWithin(Pause pause) throws BrokerTrouble, InterruptedException {
    var trouble = lost.poll(pause.time().toMillis(), TimeUnit.MILLISECONDS);
    if (trouble != null) {
      throw trouble;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
