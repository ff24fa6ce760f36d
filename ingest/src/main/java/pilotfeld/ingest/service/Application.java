package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.ingest.coap.CoapReceiver;
import pilotfeld.ingest.coap.Secured;
import pilotfeld.ingest.hook.HookReceiver;
import pilotfeld.ingest.mqtt.MqttReceiver;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.Interpreter;
import pilotfeld.processing.metrics.Metrics;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.spool.Spool;
import pilotfeld.processing.spool.SpoolUnavailable;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.StoreUnavailable;
import pilotfeld.processing.web.Page;
import pilotfeld.processing.web.Scrape;
import pilotfeld.processing.worker.Housekeeping;
import pilotfeld.processing.worker.Reflag;
import pilotfeld.processing.worker.Reinterpretation;
import pilotfeld.processing.worker.Replay;
import pilotfeld.processing.worker.Sweep;

/// The running system. Everything it opens it closes, in the opposite order.
public final class Application implements AutoCloseable {

  private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration REFLAG_PAUSE = Duration.ofMillis(500);
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(5);
  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(5);
  private static final Duration RENEWED_KEYS_PAUSE = Duration.ofSeconds(5);
  private static final Duration HOUSEKEEPING_PAUSE = Duration.ofHours(1);
  private static final Duration LAW_PAUSE = Duration.ofSeconds(10);
  private static final Duration DRAIN_PAUSE = Duration.ofMillis(200);
  private static final Duration BEAT_PAUSE = Duration.ofSeconds(1);
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<MqttReceiver> receivers = new CopyOnWriteArrayList<>();
  private final Metrics metrics = opened(new Metrics());
  private final Readings readings = new Readings(metrics);
  private final Scrape scrape;
  private final Database database;
  private final Registry registry;
  private final Registrar registrar;
  private final Accounts accounts;
  private Optional<String> newPassword = Optional.empty();
  private final Reinterpretation reinterpretation;
  private final Interpreter interpreter;
  private final Journal journal;
  private final Page page;
  private final List<ModelFolders.Source> models;
  private boolean prepared;
  private Intake intake;
  private String process;
  private Vertx vertx;

  /// Makes what works on the database; it is not asked yet, and nothing listens.
  public Application(Settings settings, DatabaseSettings at) {
    this.settings = settings;
    this.models = ModelFolders.builtInAnd(settings.models());
    this.scrape = new Scrape(metrics::scrape, settings.metricsToken());
    this.database = opened(Database.at(at));
    this.registrar = new Registrar(database.jdbi());
    this.registry = Registry.unread(database.jdbi());
    this.accounts = new Accounts(database.jdbi());
    var codecs = opened(new Codecs(CodecLimits.DEFAULT));
    this.interpreter = Interpreter.ofArrivals(codecs, settings.ladder(), metrics.messages());
    readings.ofEveryRole(database, codecs);
    this.journal = new Journal(database, UUID.randomUUID().toString().substring(0, 8));
    this.reinterpretation =
        new Reinterpretation(registry, new Interpreter(codecs, settings.ladder()), journal);
    var replay = new Replay(database.jdbi(), reinterpretation);
    this.page = new Page(database.jdbi(), replay, clock, settings.zone(), settings.https());
  }

  private static void sayWhatIsOnlyProposed(List<String> models) {
    if (!models.isEmpty()) {
      LOG.warn(
          "not used, as nobody has confirmed these proposed device models: {}; look at each model.yaml in {}, then take its line “proposed: true” away",
          String.join(", ", models),
          Setting.MODELS.variable());
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /// Starts to listen, by role. A process that takes messages in and has run before does so while
  /// the database is away, too: they go to its spool, and when the database comes it goes on.
  ///
  /// @param brokers to take messages from
  /// @throws PortTaken if a port is in use
  /// @throws StoreUnavailable if the database is away and this process has no spool yet, or someone
  ///   must see to it
  /// @throws SpoolUnavailable if the spool's folder cannot be used
  /// @throws IOException if a receiver cannot be made
  public void start(Set<Role> roles, List<MqttSettings> brokers) throws IOException {
    PortTaken.checkTcp(settings.http(), Setting.HTTP_PORT);
    var away = preparedUnlessAway(roles);
    if (roles.contains(Role.INGEST)) {
      openIntake(brokers.stream().anyMatch(MqttSettings::isShared));
      away.ifPresent(intake::spoolUntilDrained);
    }
    vertx = Vertx.vertx();
    open.push(
        () ->
            vertx
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS));
    periodic("registry", REGISTRY_PAUSE, registry::refresh);
    if (roles.contains(Role.PROCESSING)) {
      startProcessing();
    } else {
      deploy(
          new HttpVerticle(
              settings.http(),
              each -> Page.plainRouter(each, database.jdbi(), this::standings, scrape)),
          ThreadingModel.EVENT_LOOP);
    }
    if (roles.contains(Role.INGEST)) {
      startIngest(brokers);
    }
  }

  private Optional<StoreUnavailable> preparedUnlessAway(Set<Role> roles) {
    try {
      prepare();
      return Optional.empty();
    } catch (StoreUnavailable e) {
      if (roles.contains(Role.INGEST) && e.isPassing() && Spool.isIn(spoolFolder())) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  // Before anything goes into the tables: an older program may have made them, and what is
  // registered decides what a message is.
  private void prepare() {
    if (prepared) {
      return;
    }
    database.prepare();
    registrar.models(models);
    sayWhatIsOnlyProposed(ModelFolders.proposed(settings.models()));
    registry.refresh();
    prepared = true;
  }

  private void drain() {
    prepare();
    intake.drain();
  }

  private Path spoolFolder() {
    return settings.state().resolve("spool");
  }

  // Before what listens, so that it is closed after it.
  private void openIntake(boolean isOneOfSeveral) {
    var spool =
        isOneOfSeveral
            ? Spool.openFree(settings.state(), settings.spool())
            : Spool.open(spoolFolder(), settings.spool());
    process = spool.name();
    intake = opened(new Intake(interpreter, registry, journal, spool, metrics.messages()));
    readings.of(intake, settings.spool(), clock);
  }

  private void startProcessing() {
    if (prepared) {
      ensureAdministrator();
    }
    var reflag = new Reflag(database.jdbi(), registry);
    var sweep = new Sweep(database.jdbi(), reinterpretation);
    periodic("flags", REFLAG_PAUSE, () -> page.changed(sites(reflag.run())));
    periodic("late registrations", SWEEP_PAUSE, sweep::run);
    periodic("page", BEAT_PAUSE, page::beat);
    var housekeeping = new Housekeeping(database.jdbi());
    periodic("housekeeping", HOUSEKEEPING_PAUSE, () -> housekeeping.run(clock.instant()));
    periodic("law", LAW_PAUSE, readings.of(page)::refresh);
    deploy(
        new HttpVerticle(settings.http(), each -> page.router(each, this::standings, scrape)),
        ThreadingModel.EVENT_LOOP);
  }

  // A process that starts without the database has run before, and so it has one.
  private void ensureAdministrator() {
    // One that was given by a setting is known already, and is not to be shown.
    newPassword =
        accounts
            .ensureAdministrator(settings.administrator())
            .filter(_ -> settings.administrator().isEmpty());
  }

  private void startIngest(List<MqttSettings> brokers) throws IOException {
    periodic("refused", REFUSED_PAUSE, intake::writeRefused);
    periodic("spool", DRAIN_PAUSE, this::drain);
    startCoap();
    startHooks();
    if (brokers.isEmpty() && settings.hooks().hooks().isEmpty()) {
      LOG.warn("no broker: PILOTFELD_MQTT_URL is not set, messages come over CoAP only");
    }
    for (var broker : brokers) {
      var mqtt = new MqttReceiver(broker.isShared() ? member(broker) : broker, intake, clock);
      receivers.add(mqtt);
      readings.of(mqtt);
      deploy(new ReceiverVerticle(mqtt::start, mqtt), ThreadingModel.VIRTUAL_THREAD);
    }
  }

  private MqttSettings member(MqttSettings broker) {
    var member = broker.as(process);
    LOG.info(
        "{}: one process of a group, as client {}; a broker may keep its share for it while it is stopped, for {} days",
        member.source(),
        member.clientId(),
        MqttReceiver.SESSION_EXPIRY.toDays());
    return member;
  }

  private Map<String, String> standings() {
    return receivers.stream()
        .collect(Collectors.toMap(MqttReceiver::source, each -> each.standing().toString()));
  }

  private void startCoap() {
    PortTaken.checkUdp(settings.coap(), Setting.COAP_PORT);
    var secured =
        settings
            .secret()
            .map(secret -> new Secured(settings.coaps(), new DeviceKeys(database.jdbi(), secret)));
    var coap = new CoapReceiver(settings.coap(), secured, intake, clock);
    readings.of(coap);
    if (secured.isPresent()) {
      PortTaken.checkUdp(settings.coaps(), Setting.COAPS_PORT);
      periodic("renewed keys", RENEWED_KEYS_PAUSE, coap::endOutdatedSessions);
    } else {
      LOG.warn(
          "no CoAP over DTLS: set PILOTFELD_SECRET_KEY to 32 random bytes in base64, the same for every process");
    }
    deploy(new ReceiverVerticle(coap::start, coap), ThreadingModel.VIRTUAL_THREAD);
  }

  private void startHooks() {
    if (settings.hooks().hooks().isEmpty()) {
      return;
    }
    PortTaken.checkTcp(settings.hooks().address(), Setting.HOOK_PORT);
    var hooks = new HookReceiver(settings.hooks(), intake, clock);
    readings.of(hooks);
    deploy(new HookVerticle(hooks), ThreadingModel.EVENT_LOOP);
  }

  private static List<String> sites(List<SeriesKey> series) {
    return series.stream()
        .filter(each -> each.of() == SubjectKind.SITE)
        .map(SeriesKey::subject)
        .distinct()
        .toList();
  }

  private void periodic(String name, Duration pause, Runnable work) {
    deploy(new PeriodicVerticle(name, pause, work), ThreadingModel.VIRTUAL_THREAD);
  }

  private void deploy(AbstractVerticle verticle, ThreadingModel threads) {
    try {
      vertx
          .deployVerticle(verticle, new DeploymentOptions().setThreadingModel(threads))
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a part does not start: " + e.getMessage(), e);
    }
  }

  /// For those who bring messages themselves, once an ingesting system has started.
  public Intake intake() {
    return intake;
  }

  /// For those who register devices themselves.
  public Registrar registrar() {
    return registrar;
  }

  /// Makes changes of the registry known at once.
  public void refreshRegistry() {
    registry.refresh();
  }

  /// Tells open pages how far a background job has come; it ends when `done` equals `total`.
  public void progress(String title, long done, long total) {
    page.progress(title, done, total);
  }

  /// The administrator's password, if it was made just now.
  public Optional<String> newPassword() {
    return newPassword;
  }

  /// Where the page is.
  public String address() {
    return "http://"
        + (settings.http().getHostString().equals("127.0.0.1")
            ? "localhost"
            : settings.http().getHostString())
        + ":"
        + settings.http().getPort();
  }

  /// Where CoAP listens.
  public InetSocketAddress coap() {
    return settings.coap();
  }

  /// Stops listening, finishes what is being committed, and closes the database.
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // The rest must be closed whatever one of them does.
        LOG.warn("closing: {}", e.toString());
      }
    }
  }
}
