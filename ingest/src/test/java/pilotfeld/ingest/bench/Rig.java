package pilotfeld.ingest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jdbi.v3.core.Jdbi;
import picocli.CommandLine;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.setup.Broker;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.DatabaseSettings;

/// Everything that runs: database, broker and service as processes of their own.
final class Rig implements AutoCloseable {

  /// With which `admin` logs in.
  static final String PASSWORD = "a password for the bench";

  static final String NETWORK_SERVER = "chirpstack";

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String RECEIVED =
      "SELECT coalesce(sum(count), 0) FROM tally WHERE outcome = 'received'";

  private final Plan plan;
  private final Path folder;
  private final DatabaseSettings database;
  private final Jdbi jdbi;
  private final Broker broker;
  private final List<Service> services;
  private final Frames frames;
  private final int coapPort;

  private Rig(
      Plan plan,
      Path folder,
      DatabaseSettings database,
      Broker broker,
      List<Service> services,
      int coapPort) {
    this.plan = plan;
    this.folder = folder;
    this.database = database;
    this.jdbi = jdbi(database);
    this.broker = broker;
    this.services = services;
    this.frames = new Frames(plan.devices());
    this.coapPort = coapPort;
  }

  /// On a database of its own.
  static Rig start(Plan plan) throws IOException, MqttException {
    var database = TestDatabase.create();
    Probes.register(plan, database);
    return on(plan, database);
  }

  /// On a database that is prepared.
  static Rig on(Plan plan, DatabaseSettings database) throws IOException, MqttException {
    return on(plan, database, 1);
  }

  /// On a database that is prepared, with so many processes that share the load.
  static Rig on(Plan plan, DatabaseSettings database, int processes)
      throws IOException, MqttException {
    var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/bench")), "rig");
    var setup = folder.resolve("setup").toAbsolutePath();
    new CommandLine(new SetupCommand()).execute("--folder", setup.toString());
    var broker = Broker.start(setup, each -> configuration(plan, each));
    var coapPort = RunningSystem.freeUdpPort();
    var environment = new HashMap<>(broker.settings());
    environment.putAll(
        Map.of(
            "PILOTFELD_MQTT_URL", broker.plainUrl(),
            "PILOTFELD_DB_URL", database.url(),
            "PILOTFELD_DB_USER", database.user(),
            "PILOTFELD_DB_PASSWORD", database.password(),
            "PILOTFELD_COAP_PORT", Integer.toString(coapPort),
            "PILOTFELD_ADMIN_PASSWORD", PASSWORD,
            "PILOTFELD_STATE", folder.resolve("state").toString()));
    // Pages are read as fast as they come.
    environment.put("PILOTFELD_API_RATE", "1000000");
    environment.remove("PILOTFELD_MQTT_CA_FILE");
    var services = services(plan, folder, environment, processes);
    var rig = new Rig(plan, folder, database, broker, services, coapPort);
    rig.awaitSubscription();
    return rig;
  }

  // The first has both roles; a group has further ones that only take in.
  private static List<Service> services(
      Plan plan, Path folder, Map<String, String> environment, int processes) throws IOException {
    if (processes > 1) {
      environment.put("PILOTFELD_MQTT_GROUP", Probes.PILOT);
    }
    environment.put("PILOTFELD_HTTP_PORT", Integer.toString(RunningSystem.freeTcpPort()));
    var services = new ArrayList<Service>();
    services.add(Service.start(folder, plan.jvm(), environment));
    for (var number = 2; number <= processes; number++) {
      environment.put("PILOTFELD_HTTP_PORT", Integer.toString(RunningSystem.freeTcpPort()));
      environment.put("PILOTFELD_COAP_PORT", Integer.toString(RunningSystem.freeUdpPort()));
      var own = Files.createDirectory(folder.resolve("process-" + number));
      services.add(Service.start(own, plan.jvm(), environment, "--roles", "ingest"));
    }
    return List.copyOf(services);
  }

  // Before, nothing would be queued for it.
  private void awaitSubscription() throws MqttException, IOException {
    var before = received();
    try (var generator = generator()) {
      await("subscription", () -> arrives(generator, before));
    }
  }

  private boolean arrives(Generator generator, long before) {
    try {
      generator.publish(1, frames::json);
      return received() > before;
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  // A queue that drains is longer than any that a pilot may have; and to write all of it at every
  // change is no more than nine messages a second.
  private static String configuration(Plan plan, String ofProject) {
    return plan.brokerOfProject()
        ? ofProject
        : ofProject
            .replace("autosave_on_changes true", "autosave_on_changes false")
            .replace("max_queued_messages 20000", "max_queued_messages 0")
            .replace("max_queued_bytes 104857600", "max_queued_bytes 0");
  }

  private static Jdbi jdbi(DatabaseSettings database) {
    return Jdbi.create(database.url(), database.user(), database.password());
  }

  /// Messages that were received so far.
  long received() {
    return number(RECEIVED);
  }

  /// Waits until so many messages were received.
  void awaitReceived(long count) {
    await("%d received messages".formatted(count), () -> received() >= count);
  }

  /// Waits until the flags that need neighbours are set.
  void awaitFlags() {
    await("flags", () -> number("SELECT count(*) FROM (SELECT FROM dirty LIMIT 1) d") == 0);
  }

  /// @throws IllegalStateException if it takes longer than a run may
  void await(String what, BooleanSupplier condition) {
    var giveUp = System.nanoTime() + Plan.RUN_LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("no " + what + " within " + Plan.RUN_LIMIT);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// The one number that a query asks for.
  long number(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  /// Seconds of processor time that each process has used so far.
  Usage usage() throws IOException {
    var threads = new TreeMap<String, Double>();
    var whole = 0.0;
    for (var each : services) {
      var tree = Clocks.secondsOfTree(each.pid());
      whole += tree;
      Clocks.secondsOfThreads(each.pid())
          .forEach((name, seconds) -> threads.merge(name, seconds, Double::sum));
      threads.merge("codec processes", tree - Clocks.seconds(each.pid()), Double::sum);
    }
    return new Usage(
        whole,
        threads.getOrDefault("Paho", 0.0),
        Clocks.seconds(broker.pid()),
        Clocks.secondsOfTree(postmaster()),
        threads);
  }

  // Of a database in a container there is no such process here.
  private long postmaster() throws IOException {
    try (var handle = jdbi.open()) {
      return Clocks.parent(handle.createQuery("SELECT pg_backend_pid()").mapTo(Long.class).one());
    }
  }

  /// Who publishes.
  Generator generator() throws MqttException, IOException {
    return new Generator(broker.plainUrl(), NETWORK_SERVER, secret("operator/chirpstack_password"));
  }

  /// A secret of the set-up.
  String secret(String file) throws IOException {
    return Files.readString(folder.resolve("setup").resolve(file)).strip();
  }

  Plan plan() {
    return plan;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  DatabaseSettings database() {
    return database;
  }

  Broker broker() {
    return broker;
  }

  /// The process that has both roles.
  Service service() {
    return services.getFirst();
  }

  /// Holds all processes where they are.
  void suspend() throws IOException {
    for (var each : services) {
      each.suspend();
    }
  }

  void resume() throws IOException {
    for (var each : services) {
      each.resume();
    }
  }

  Frames frames() {
    return frames;
  }

  Path spool() {
    return folder.resolve("state").resolve("spool");
  }

  String coap() {
    return "coap://127.0.0.1:" + coapPort;
  }

  @Override
  public void close() throws IOException {
    for (var each : services) {
      each.close();
    }
    try {
      broker.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    TestDatabase.drop(database);
  }
}
