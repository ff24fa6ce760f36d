package pilotfeld.processing.network;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.delivery.DeliveryKeys;
import pilotfeld.processing.outbox.Sender;
import pilotfeld.processing.secret.MasterSecret;

/// The network servers of the settings.
public final class NetworkServers implements AutoCloseable {

  private static final String ADD =
      """
      INSERT INTO network_server (name, pilots) VALUES (:name, string_to_array(:pilots, ' '))
      ON CONFLICT (name) DO UPDATE SET pilots = excluded.pilots WHERE network_server.pilots <> excluded.pilots
      """;
  private static final String REMOVE =
      "DELETE FROM network_server WHERE NOT name = ANY (string_to_array(:names, ' '))";
  // Nobody would ever send it.
  private static final String DROP =
      """
      UPDATE outbox SET state = 'superseded', settled_at = clock_timestamp(), reason = 'the settings name no such network server any more'
       WHERE kind LIKE 'network:%' AND state IN ('waiting', 'failed')
         AND NOT EXISTS (SELECT FROM network_server WHERE kind = 'network:' || name)
      """;

  private final List<NetworkSettings> settings;
  private final Jdbi jdbi;
  private final List<Runnable> closings = new ArrayList<>();

  public NetworkServers(List<NetworkSettings> settings, Jdbi jdbi) {
    this.settings = List.copyOf(settings);
    this.jdbi = jdbi;
  }

  /// Says in the database which there are, so that whoever registers a device need not know them;
  /// doing it again is harmless.
  public void write() {
    jdbi.useTransaction(
        handle -> {
          var names = names().collect(joining(" "));
          var removed = handle.createUpdate(REMOVE).bind("names", names).execute();
          for (var each : settings) {
            var pilots = each.pilots().stream().sorted().collect(joining(" "));
            handle.createUpdate(ADD).bind("name", each.name()).bind("pilots", pilots).execute();
          }
          if (removed > 0) {
            handle.execute(DROP);
          }
        });
  }

  /// One for each; they are to be closed with this.
  ///
  /// @param secret with which keys of delivery lists were encrypted
  public List<Sender> senders(Vertx vertx, Optional<MasterSecret> secret) {
    var devices = new RegisteredDevices(jdbi, new DeliveryKeys(jdbi, secret));
    return settings.stream().map(each -> sender(each, vertx, devices)).toList();
  }

  private Sender sender(NetworkSettings server, Vertx vertx, RegisteredDevices devices) {
    var others =
        settings.stream()
            .filter(each -> !each.name().equals(server.name()))
            .flatMap(each -> each.pilots().stream())
            .collect(toSet());
    return new NetworkSender(server, opened(server, vertx), jdbi, devices, others);
  }

  private NetworkServer opened(NetworkSettings server, Vertx vertx) {
    return switch (server.kind()) {
      case CHIRPSTACK -> {
        var chirpstack = new Chirpstack(server, vertx);
        closings.add(chirpstack::close);
        yield chirpstack;
      }
      case TTS -> {
        var stack = new TheThingsStack(server);
        closings.add(stack::close);
        yield stack;
      }
    };
  }

  private Stream<String> names() {
    return settings.stream().map(NetworkSettings::name);
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
