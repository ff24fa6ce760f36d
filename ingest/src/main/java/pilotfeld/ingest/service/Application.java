package pilotfeld.ingest.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.spool.SpoolUnavailable;
import pilotfeld.processing.store.DatabaseSettings;
import pilotfeld.processing.store.StoreUnavailable;
import pilotfeld.processing.web.Page;
import pilotfeld.processing.web.Scrape;

/// The running system. Everything it opens it closes, in the opposite order.
public final class Application implements AutoCloseable {

  private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration CERTIFICATE_PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final Settings settings;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Core core;
  private final ProcessingRole processing;
  private Optional<IngestRole> ingest = Optional.empty();

  /// Makes what works on the database; it is not asked yet, and nothing listens.
  public Application(Settings settings, DatabaseSettings at) {
    this.settings = settings;
    this.core = opened(new Core(settings, at));
    this.processing = opened(new ProcessingRole(core));
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
    var takesIn = roles.contains(Role.INGEST);
    var away = core.preparation.runUnlessAway(takesIn && IngestRole.hasRun(settings));
    if (takesIn) {
      // Before what listens, so that it is closed after it.
      ingest = Optional.of(opened(new IngestRole(core, brokers)));
      away.ifPresent(intake()::spoolUntilDrained);
    }
    startListening(roles);
  }

  private void startListening(Set<Role> roles) throws IOException {
    var verticles = opened(new Verticles());
    var scrape = new Scrape(core.metrics::scrape, settings.metricsToken());
    verticles.repeat("registry", REGISTRY_PAUSE, core.registry::refresh);
    core.tls.ifPresent(tls -> verticles.repeat("certificate", CERTIFICATE_PAUSE, tls::refresh));
    if (roles.contains(Role.PROCESSING)) {
      processing.start(verticles, this::standings, scrape);
    } else {
      var database = core.database.jdbi();
      verticles.serve(
          new HttpVerticle(
              settings.http(),
              core.tls,
              vertx -> Page.plainRouter(vertx, database, this::standings, scrape)));
    }
    if (ingest.isPresent()) {
      ingest.get().start(verticles);
    }
  }

  private Map<String, String> standings() {
    return ingest.map(IngestRole::standings).orElse(Map.of());
  }

  /// For those who bring messages themselves, once an ingesting system has started.
  public Intake intake() {
    return ingest.orElseThrow().intake();
  }

  /// For those who register devices themselves.
  public Registrar registrar() {
    return core.registrar;
  }

  /// Makes changes of the registry known at once.
  public void refreshRegistry() {
    core.registry.refresh();
  }

  /// Tells open pages how far a background job has come; it ends when `done` equals `total`.
  public void progress(String title, long done, long total) {
    processing.page().progress(title, done, total);
  }

  /// The administrator's password, if it was made just now.
  public Optional<String> newPassword() {
    return processing.newPassword();
  }

  /// Where the page is.
  public String address() {
    return (core.tls.isPresent() ? "https://" : "http://")
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
