package pilotfeld.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import pilotfeld.ingest.mqtt.MqttSettings.Version;

/// A session that runs, what came over it, and what ended it.
final class Visitor implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(100);
  private final BlockingQueue<BrokerTrouble> trouble = new ArrayBlockingQueue<>(1);
  private final Session session;
  private final Thread holding;

  record Arrival(String body, boolean redelivered, Runnable acknowledge) {}

  private Visitor(MqttSettings settings) throws BrokerTrouble {
    this.session =
        new Session(
            settings,
            Optional.empty(),
            (_, body, redelivered, acknowledge) ->
                arrivals.add(
                    new Arrival(
                        new String(body, StandardCharsets.UTF_8), redelivered, acknowledge)));
    this.holding = Thread.ofVirtual().start(this::hold);
  }

  static Visitor to(String url, Version version, String clientId, String... topics)
      throws BrokerTrouble {
    return new Visitor(
        new MqttSettings(
            "tts",
            "PILOTFELD_MQTT_TTS_",
            url,
            version,
            Optional.empty(),
            "",
            Optional.empty(),
            clientId,
            List.of(topics)));
  }

  private void hold() {
    try {
      session.hold(() -> {});
    } catch (BrokerTrouble e) {
      trouble.add(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next message of this body; what comes before it is acknowledged.
  Arrival next(String body) throws InterruptedException {
    var arrival = next();
    while (!arrival.body().equals(body)) {
      arrival.acknowledge().run();
      arrival = next();
    }
    return arrival;
  }

  /// The next message.
  Arrival next() throws InterruptedException {
    var arrival = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new IllegalStateException("nothing came; trouble: " + trouble);
    }
    return arrival;
  }

  boolean hasArrived() {
    return !arrivals.isEmpty();
  }

  /// What ended it, in words.
  String trouble() throws InterruptedException {
    var found = trouble.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (found == null) {
      throw new IllegalStateException("no trouble came");
    }
    return found.getMessage();
  }

  @Override
  public void close() {
    holding.interrupt();
    session.close();
  }
}
