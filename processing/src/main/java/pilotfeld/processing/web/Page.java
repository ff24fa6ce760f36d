package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.Logins;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Tokens;
import pilotfeld.processing.export.CsvExport;
import pilotfeld.processing.worker.Quarantine;
import pilotfeld.processing.worker.Replay;

/// Everything under `http://…/`: the page, its interface, and the exports.
public final class Page {

  /// Longest body that is taken, in bytes.
  public static final long BODY_LIMIT = 64 * 1024;

  /// Requests that are worked on at once.
  public static final int REQUEST_LIMIT = Requests.LIMIT;

  /// Exports that are written at once.
  public static final int EXPORT_LIMIT = Requests.EXPORT_LIMIT;

  /// What a name and a password take at most, however they are escaped.
  private static final long LOGIN_BODY_LIMIT = 8 * 1024;

  // Before the routes of the plain router, which may answer already.
  private static final int FIRST = -1;

  private final Overview overview;
  private final SiteResource site;
  private final QuarantineResource quarantine;
  private final Unregistered unregistered;
  private final ExportResource export;
  private final AuditResource trail;
  private final Login login;
  private final Gate gate;
  private final LiveStream live;
  private final Jdbi jdbi;
  private final Reach reach;
  private final Requests requests = new Requests(Requests.LIMIT);
  private final Requests exports = new Requests(Requests.EXPORT_LIMIT);

  /// @param zone whose days and offsets people mean
  /// @param reach how people reach it
  public Page(Jdbi jdbi, Replay replay, Clock clock, ZoneId zone, Reach reach) {
    this.jdbi = jdbi;
    this.reach = reach;
    var audit = new Audit(jdbi);
    var logins = new Logins(jdbi);
    var cookie = new LoginCookie(reach.https());
    this.overview = new Overview(jdbi);
    this.site = new SiteResource(jdbi, clock, zone);
    this.unregistered = new Unregistered(jdbi);
    this.export = new ExportResource(new CsvExport(jdbi, zone), audit, clock, zone);
    this.trail = new AuditResource(audit, clock, zone);
    this.login = new Login(logins, cookie, clock);
    this.gate = new Gate(logins, new Tokens(jdbi), cookie, clock);
    this.live = new LiveStream(overview);
    this.quarantine = new QuarantineResource(new Quarantine(jdbi), replay, audit, this::progress);
  }

  /// Tells open pages that these sites have new readings.
  public void changed(Collection<String> sites) {
    live.changed(sites);
  }

  /// Tells open pages how far a background job has come; it ends when `done` equals `total`.
  ///
  /// @param title key of the page's strings
  public void progress(String title, long done, long total) {
    live.progress(new LiveStream.Progress(title, done, total));
  }

  /// To be called about once a second, by one thread at a time.
  public void beat() {
    live.beat();
  }

  /// The law's terms as all processes together wrote them into the tables, by their names in lower
  /// case.
  public Map<String, Long> law() {
    return overview.status();
  }

  /// Requests that are worked on at this moment.
  public int requestsInWork() {
    return requests.busy();
  }

  /// Exports that are written at this moment.
  public int exportsInWork() {
    return exports.busy();
  }

  /// The routes of a server that has processing.
  ///
  /// @param brokers how this process stands with each, by the name of the source
  public Router router(Vertx vertx, Supplier<Map<String, String>> brokers, Scrape scrape) {
    var router = plainRouter(vertx, jdbi, brokers, scrape);
    router.route().order(FIRST).handler(reach::noteClient);
    if (reach.https()) {
      router.route().order(FIRST).handler(SecurityHeaders::stayWithHttps);
    }
    var routes = new Routes(router, gate);
    addOpen(routes);
    addGuarded(routes);
    addFiles(routes);
    return router;
  }

  private void addOpen(Routes routes) {
    routes.open(
        "/api/status",
        requests.handle((request, loop) -> Requests.json(request, loop, overview.status())));
    routes.open(
        "/api/pilots",
        requests.handle((request, loop) -> Requests.json(request, loop, overview.pilots())));
    routes.open("/api/sites/:site/readings", requests.handle(site::readings));
    routes.open("/api/live", live::listen);
    routes.open("/api/login", requests.handle(login::show));
    routes.openPost("/api/login", LOGIN_BODY_LIMIT, requests.handle(login::open));
    routes.openPost("/api/logout", LOGIN_BODY_LIMIT, requests.handle(login::close));
  }

  private void addGuarded(Routes routes) {
    routes.get("/api/sites/:site/remarks", Permission.READ_REMARKS, requests, site::remarks);
    routes.get("/api/unregistered", Permission.READ_UNREGISTERED, requests, this::unregistered);
    routes.get("/api/quarantine", Permission.READ_QUARANTINE, requests, quarantine::newest);
    routes.get("/api/quarantine/causes", Permission.READ_QUARANTINE, requests, quarantine::causes);
    routes.post(
        "/api/quarantine/replay",
        Permission.REPLAY_QUARANTINE,
        BODY_LIMIT,
        requests,
        quarantine::replay);
    routes.get("/export.csv", Permission.EXPORT_READINGS, exports, export::answer);
    routes.get("/audit.csv", Permission.EXPORT_AUDIT, exports, trail::answer);
  }

  private static void addFiles(Routes routes) {
    routes.open(
        "/lib/uplot/*", StaticHandler.create(webJar("uplot") + "/dist").setCachingEnabled(true));
    routes.open("/*", StaticHandler.create("web").setIndexPage("index.html").setMaxAgeSeconds(0));
  }

  /// The routes of a server without processing: whether this process and its database are well, and
  /// its figures. A broker that is away makes nobody ill, as a restart would not bring it back.
  ///
  /// @param brokers how this process stands with each, by the name of the source
  public static Router plainRouter(
      Vertx vertx, Jdbi jdbi, Supplier<Map<String, String>> brokers, Scrape scrape) {
    var router = Router.router(vertx);
    router.route().handler(SecurityHeaders::add);
    router.route().handler(Page::refuseWhatCannotBeDecoded);
    router.route().failureHandler(Page::failed);
    Routes.get(router, "/api/health")
        .handler(
            new Requests(Requests.LIMIT)
                .handle((request, loop) -> health(jdbi, brokers.get(), request, loop)));
    Routes.get(router, "/metrics").handler(new Requests(Scrape.LIMIT).handle(scrape::answer));
    return router;
  }

  private static void health(
      Jdbi jdbi, Map<String, String> brokers, RoutingContext request, Context loop) {
    try {
      jdbi.useHandle(handle -> handle.execute("SELECT 1"));
    } catch (RuntimeException e) {
      throw Problem.databaseAway();
    }
    Requests.json(request, loop, Map.of("status", "up", "brokers", brokers));
  }

  // The routes after this one decode the path, and the parameters.
  private static void refuseWhatCannotBeDecoded(RoutingContext request) {
    if (Parameters.isAddress(request.request().uri())) {
      request.next();
      return;
    }
    Requests.fail(
        request, Problem.badRequest("In the address, % must be followed by two hex digits."));
  }

  private static void failed(RoutingContext request) {
    var status = request.statusCode() < 400 ? 500 : request.statusCode();
    var title =
        status == 413
            ? "The body is too large"
            : status == 404 ? "There is no such page" : "The request failed";
    Requests.fail(request, new Problem(status, title, request.request().path()));
  }

  private void unregistered(RoutingContext request, Context loop) {
    Requests.json(request, loop, unregistered.devices());
  }

  // A WebJar's folder has its version in its name, which its own Maven properties tell.
  private static String webJar(String name) {
    var properties = new Properties();
    try (var file =
        Page.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "META-INF/resources/webjars/" + name + "/" + properties.getProperty("version");
  }
}
