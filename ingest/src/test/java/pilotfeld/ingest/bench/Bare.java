package pilotfeld.ingest.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.postgresql.PGConnection;
import pilotfeld.ingest.Inbox;
import pilotfeld.ingest.mqtt.MqttReceiver;

/// What broker and database give without us: a Paho subscriber that acknowledges and discards, and
/// `COPY` of the rows that the way wrote, into tables with the same indexes, by one connection.
final class Bare {

  /// The tables of the way, each with the column that has the number of the uplink.
  private static final Map<String, String> TABLES =
      Map.of("message", "id", "uplink", "id", "reading", "uplink_id");

  private static final String TOPIC = "application/bare/up";
  private static final long PATIENCE_MILLIS = 20_000;

  private final Rig rig;

  Bare(Rig rig) {
    this.rig = rig;
  }

  /// Both alone, and then at the same time.
  ///
  /// @param newest number of the last uplink before those whose rows are copied
  /// @return uplinks per second of both together
  double together(long newest, Samples samples) throws Exception {
    var uplinks = rig.plan().uplinks();
    var rows = rows(newest);
    fill(uplinks);
    samples.add("limit.subscriber", "messages/s", uplinks / subscribe(uplinks));
    samples.add("limit.copy", "rows/s", uplinks * (2.0 + Frames.READINGS) / copy(rows));
    fill(uplinks);
    var copying = CompletableFuture.supplyAsync(() -> copy(rows));
    var seconds = Math.max(subscribe(uplinks), copying.get());
    samples.add("limit.both", "uplinks/s", uplinks / seconds);
    return uplinks / seconds;
  }

  private void fill(int count) throws Exception {
    var client = client(new CountDownLatch(0));
    client.subscribe(TOPIC, 1).waitForCompletion(PATIENCE_MILLIS);
    leave(client);
    try (var generator = rig.generator()) {
      generator.publish(count, () -> onBareTopic(rig.frames().json()));
    }
  }

  // The service does not subscribe to it.
  private static Frames.Frame onBareTopic(Frames.Frame frame) {
    return new Frames.Frame(TOPIC, frame.body(), frame.identity());
  }

  /// @return in how many seconds
  private double subscribe(int count) throws Exception {
    var left = new CountDownLatch(count);
    var begun = System.nanoTime();
    var client = client(left);
    if (!left.await(Plan.RUN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(left.getCount() + " messages never came");
    }
    var seconds = (System.nanoTime() - begun) / 1e9;
    leave(client);
    return seconds;
  }

  private MqttAsyncClient client(CountDownLatch left) throws Exception {
    var client = new MqttAsyncClient(rig.broker().plainUrl(), "bare", new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Discarding(client, left));
    var options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(MqttReceiver.SESSION_EXPIRY.toSeconds());
    options.setReceiveMaximum(MqttReceiver.IN_FLIGHT_LIMIT);
    options.setUserName("pilotfeld");
    options.setPassword(rig.secret("ingest/mqtt_password").getBytes(StandardCharsets.UTF_8));
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    return client;
  }

  private static void leave(MqttAsyncClient client) throws MqttException {
    client.disconnect().waitForCompletion(PATIENCE_MILLIS);
    client.close();
  }

  private Map<String, byte[]> rows(long newest) throws Exception {
    var rows = new LinkedHashMap<String, byte[]>();
    try (var handle = rig.jdbi().open()) {
      var copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
      for (var table : List.of("message", "uplink", "reading")) {
        var bytes = new ByteArrayOutputStream();
        copy.copyOut(
            "COPY (SELECT * FROM %s WHERE %s > %d) TO STDOUT (FORMAT BINARY)"
                .formatted(table, TABLES.get(table), newest),
            bytes);
        rows.put(table, bytes.toByteArray());
        handle.execute("DROP TABLE IF EXISTS bare_" + table);
        handle.execute("CREATE TABLE bare_%1$s (LIKE %1$s INCLUDING ALL)".formatted(table));
      }
    }
    return rows;
  }

  /// @return in how many seconds
  private double copy(Map<String, byte[]> rows) {
    try (var handle = rig.jdbi().open()) {
      handle.execute("TRUNCATE bare_message, bare_uplink, bare_reading");
      var copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
      var begun = System.nanoTime();
      handle.begin();
      for (var each : rows.entrySet()) {
        copy.copyIn(
            "COPY bare_%s FROM STDIN (FORMAT BINARY)".formatted(each.getKey()),
            new ByteArrayInputStream(each.getValue()));
      }
      handle.commit();
      return (System.nanoTime() - begun) / 1e9;
    } catch (Exception e) {
      throw new IllegalStateException("the rows cannot be copied", e);
    }
  }

  private record Discarding(MqttAsyncClient client, CountDownLatch left) implements Inbox {

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      client.messageArrivedComplete(message.getId(), message.getQos());
      left.countDown();
    }
  }
}
