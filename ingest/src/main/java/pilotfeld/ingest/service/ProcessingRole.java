package pilotfeld.ingest.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.network.NetworkServers;
import pilotfeld.processing.order.WorkOrderSender;
import pilotfeld.processing.order.WorkOrderSettings;
import pilotfeld.processing.order.WorkOrderWatch;
import pilotfeld.processing.outbox.OutboxLimits;
import pilotfeld.processing.outbox.OutboxList;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.web.Page;
import pilotfeld.processing.web.Scrape;
import pilotfeld.processing.worker.Housekeeping;
import pilotfeld.processing.worker.Reflag;
import pilotfeld.processing.worker.Reinterpretation;
import pilotfeld.processing.worker.Replay;
import pilotfeld.processing.worker.Sweep;

/// Works on what is stored, and shows it: the workers, and the page.
final class ProcessingRole implements AutoCloseable {

  private static final Duration REFLAG_PAUSE = Duration.ofMillis(500);
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(5);
  private static final Duration HOUSEKEEPING_PAUSE = Duration.ofHours(1);
  private static final Duration LAW_PAUSE = Duration.ofSeconds(10);
  private static final Duration WATCH_PAUSE = Duration.ofMinutes(1);
  private static final Duration SERVERS_PAUSE = Duration.ofMinutes(1);
  private static final Duration BEAT_PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ProcessingRole.class);

  private final Core core;
  private final Settings settings;
  private final Reinterpretation reinterpretation;
  private final Page page;
  private final NetworkServers networks;
  private Optional<WorkOrderSender> workOrders = Optional.empty();
  private Optional<String> newPassword = Optional.empty();

  ProcessingRole(Core core) {
    this.core = core;
    this.settings = core.settings;
    this.reinterpretation =
        new Reinterpretation(core.registry, core.interpreterOfWhatIsKept(), core.journal);
    var replay = new Replay(core.database.jdbi(), reinterpretation);
    this.page = new Page(core.database.jdbi(), replay, core.clock, manner(settings));
    this.networks = new NetworkServers(settings.networks(), core.database.jdbi());
  }

  private static Page.Manner manner(Settings settings) {
    return new Page.Manner(
        settings.zone(),
        settings.reach(),
        settings.apiRate(),
        settings.secret(),
        settings.signOn());
  }

  // At once, so that what is registered from now on goes there; later again, should the database
  // have been away.
  private void startNetworks(Verticles verticles) {
    if (core.preparation.isDone()) {
      networks.write();
    }
    verticles.repeat("network servers", SERVERS_PAUSE, networks::write);
    networks.senders(verticles.vertx(), settings.secret()).stream()
        .map(core::courier)
        .forEach(verticles::send);
  }

  private void startWorkOrders(Verticles verticles, WorkOrderSettings receiver) {
    var sender = new WorkOrderSender(receiver, core.clock);
    workOrders = Optional.of(sender);
    var watch = new WorkOrderWatch(core.database.jdbi(), core.registry);
    verticles.repeat("work orders", WATCH_PAUSE, () -> watch.run(core.clock.instant()));
    verticles.send(core.courier(sender));
  }

  /// @param brokers how this process stands with each, by the name of the source
  void start(Verticles verticles, Supplier<Map<String, String>> brokers, Scrape scrape) {
    if (core.preparation.isDone()) {
      ensureAdministrator();
    }
    sayWhoseAddressIsUnknown();
    startWorkers(verticles);
    startNetworks(verticles);
    settings.workOrders().ifPresent(receiver -> startWorkOrders(verticles, receiver));
    verticles.repeat("page", BEAT_PAUSE, page::beat);
    verticles.repeat("law", LAW_PAUSE, core.readings.of(page)::refresh);
    verticles.serve(
        new HttpVerticle(settings.http(), core.tls, vertx -> page.router(vertx, brokers, scrape)));
  }

  private void sayWhoseAddressIsUnknown() {
    if (core.tls.isEmpty() && settings.reach().https() && settings.reach().proxies().isEmpty()) {
      LOG.warn(
          "everybody seems to ask from the proxy's address: name it in {}",
          Setting.HTTP_PROXIES.variable());
    }
  }

  private void startWorkers(Verticles verticles) {
    var reflag = new Reflag(core.database.jdbi(), core.registry);
    var sweep = new Sweep(core.database.jdbi(), reinterpretation);
    var housekeeping = new Housekeeping(core.database.jdbi());
    var outbox = new OutboxList(core.database.jdbi());
    verticles.repeat("flags", REFLAG_PAUSE, () -> page.changed(sites(reflag.run())));
    verticles.repeat("late registrations", SWEEP_PAUSE, sweep::run);
    verticles.repeat(
        "housekeeping",
        HOUSEKEEPING_PAUSE,
        () -> {
          housekeeping.run(core.clock.instant());
          outbox.prune(OutboxLimits.DEFAULT.kept());
        });
    verticles.repeat("outbox", LAW_PAUSE, core.readings.of(outbox)::refresh);
  }

  // A process that starts without the database has run before, and so it has one.
  private void ensureAdministrator() {
    // One that was given by a setting is known already, and is not to be shown.
    newPassword =
        new Accounts(core.database.jdbi())
            .ensureAdministrator(settings.administrator())
            .filter(_ -> settings.administrator().isEmpty());
  }

  private static List<String> sites(List<SeriesKey> series) {
    return series.stream()
        .filter(each -> each.of() == SubjectKind.SITE)
        .map(SeriesKey::subject)
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    networks.close();
    workOrders.ifPresent(WorkOrderSender::close);
  }

  Page page() {
    return page;
  }

  /// The administrator's password, if it was made just now.
  Optional<String> newPassword() {
    return newPassword;
  }
}
