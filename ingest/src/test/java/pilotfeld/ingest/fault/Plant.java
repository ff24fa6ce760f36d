package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// One fault's system: an empty database with two registered gauges, the broker, and one or more
/// processes of Pilotfeld.
final class Plant implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'pilotfeld commits'";
  private static final String FUTURE =
      "SELECT count(*) FROM message WHERE arrived_at > now() + interval '30 minutes'";
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  private final Grounds grounds;
  private final DatabaseSettings database;
  private final Jdbi jdbi;
  private final String client = "fault-" + System.nanoTime();
  private final List<Service> services = new ArrayList<>();
  private Load load;
  private Optional<Instant> over = Optional.empty();

  /// @param database an empty one
  Plant(Grounds grounds, DatabaseSettings database) {
    this.grounds = grounds;
    this.database = database;
    this.jdbi = Jdbi.create(database.url(), database.user(), database.password());
    try (var opened = Database.open(database)) {
      register(new Registrar(opened.jdbi()));
    }
  }

  private static void register(Registrar registrar) {
    registrar.models(ModelFolders.builtIn());
    registrar.pilot(new Registrar.Pilot("water", "Water", "How high?", LocalDate.EPOCH));
    place(registrar, Sent.GAUGE, "decentlab-dl-mbx", "hase");
    place(registrar, Sent.OWN_SENSOR, "pilotfeld-senml-level", "nette");
  }

  private static void place(Registrar registrar, String device, String model, String site) {
    registrar.site(new Registrar.Site(site, "water", Optional.empty(), site, 52.28, 8.05));
    registrar.place(new Registrar.Placement(device, model, site, SINCE, Optional.empty()));
  }

  /// A process that does not run yet.
  Service service() throws Exception {
    return service(grounds.folder("state"), Map.of());
  }

  /// The same.
  ///
  /// @param state folder of its spool
  /// @param more settings
  Service service(Path state, Map<String, String> more) throws Exception {
    var settings = new HashMap<>(grounds.broker().settings());
    settings.put("PILOTFELD_DB_URL", database.url());
    settings.put("PILOTFELD_DB_USER", database.user());
    settings.put("PILOTFELD_DB_PASSWORD", database.password());
    settings.put("PILOTFELD_ADMIN_PASSWORD", "a password for tests");
    settings.put("PILOTFELD_MQTT_CLIENT_ID", client + "-" + services.size());
    settings.put("PILOTFELD_MQTT_TOPICS", "application/" + client + "/device/+/event/+");
    settings.put("PILOTFELD_SPOOL_FREE_BYTES", "0");
    settings.put("PILOTFELD_STATE", state.toString());
    settings.putAll(more);
    services.add(new Service(settings, grounds.folder("log").resolve("service.log")));
    return services.getLast();
  }

  /// A load on the first process that does not send yet.
  Load load() throws Exception {
    var broker = grounds.broker();
    load =
        Load.of(
            client,
            new Publisher(broker.plainUrl(), broker.networkServersPassword()),
            new Sensor(services.getFirst().coap(Sent.OWN_SENSOR)));
    return load;
  }

  /// The same, in another shape: what it is tried with.
  Load use(Load other) {
    load = other;
    return load;
  }

  /// Cuts every connection of a commit, at whichever statement it is.
  void cutCommits() {
    jdbi.useHandle(handle -> handle.execute(CUT));
  }

  Jdbi jdbi() {
    return jdbi;
  }

  /// How many messages arrived later than it is now, by a clock that was wrong.
  long arrivedInTheFuture() {
    return jdbi.withHandle(handle -> handle.select(FUTURE).mapTo(Long.class).one());
  }

  /// From here on everything runs as it should again.
  void faultIsOver() {
    over = Optional.of(Instant.now());
  }

  /// Waits until all was acknowledged and is in the tables, and holds one against the other.
  ///
  /// @param fault what is to stand in the table of results
  Result settle(String fault) throws Exception {
    return settle(fault, 0);
  }

  /// The same.
  ///
  /// @param most how many may be lost that others acknowledged than Pilotfeld
  Result settle(String fault, int most) throws Exception {
    load.awaitAll();
    awaitTables(most);
    var took = Duration.between(over.orElseThrow(), Instant.now());
    var ledger = Ledger.of(load, jdbi);
    var result = Result.of(fault, load, ledger, Ledger.status(services.getFirst()), took);
    result.write();
    ledger.assertBalanced(load, most, jdbi, services.getFirst());
    for (var service : services) {
      assertEquals(0, service.logged("Exception in thread"), service::log);
    }
    return result;
  }

  private void awaitTables(int most) throws Exception {
    assertTrue(
        Eventually.within(PATIENCE, () -> isSettled(0)) || isSettled(most),
        () -> "after " + PATIENCE + ": " + Ledger.of(load, jdbi).lost() + " are not in the tables");
  }

  private boolean isSettled(int most) throws Exception {
    return Ledger.of(load, jdbi).lost() <= most
        && Ledger.status(services.getFirst()).get("spooled") == 0;
  }

  @Override
  public void close() {
    if (load != null) {
      load.stop();
    }
    services.forEach(Service::close);
    grounds.drop(database);
  }
}
