package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.export.CsvExport;
import pilotfeld.processing.worker.Quarantine;
import pilotfeld.processing.worker.Replay;

/// Everything under `http://…/`: the page, its interface, and the exports.
public final class Page {

  /// Longest body that is taken, in bytes.
  public static final long BODY_LIMIT = 64 * 1024;

  /// Longest span of one site's readings that is answered with single readings.
  public static final Duration SPAN_LIMIT = Duration.ofDays(31);

  /// Requests that are worked on at once.
  public static final int REQUEST_LIMIT = Requests.LIMIT;

  /// Exports that are written at once.
  public static final int EXPORT_LIMIT = Requests.EXPORT_LIMIT;

  /// What a name and a password take at most, however they are escaped.
  private static final long LOGIN_BODY_LIMIT = 8 * 1024;

  private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Overview overview;
  private final SiteReadings readings;
  private final QuarantineResource quarantine;
  private final Remarks remarks;
  private final Unregistered unregistered;
  private final ExportResource export;
  private final Login login;
  private final LiveStream live;
  private final Jdbi jdbi;
  private final Clock clock;
  private final ZoneId zone;
  private final Requests requests = new Requests(Requests.LIMIT);
  private final Requests exports = new Requests(Requests.EXPORT_LIMIT);

  /// @param zone whose days and offsets people mean
  public Page(Jdbi jdbi, Accounts accounts, Replay replay, Clock clock, ZoneId zone) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.zone = zone;
    this.overview = new Overview(jdbi);
    this.readings = new SiteReadings(jdbi);
    this.remarks = new Remarks(jdbi);
    this.unregistered = new Unregistered(jdbi);
    this.export = new ExportResource(new CsvExport(jdbi, zone), clock, zone);
    this.login = new Login(accounts, clock);
    this.live = new LiveStream(overview);
    this.quarantine = new QuarantineResource(new Quarantine(jdbi), replay, login, this::progress);
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
    get(router, "/api/status")
        .handler(
            requests.handle((request, loop) -> Requests.json(request, loop, overview.status())));
    get(router, "/api/pilots")
        .handler(
            requests.handle((request, loop) -> Requests.json(request, loop, overview.pilots())));
    get(router, "/api/sites/:site/readings").handler(requests.handle(this::siteReadings));
    get(router, "/api/sites/:site/remarks").handler(requests.handle(this::remarks));
    get(router, "/api/live").handler(live::listen);
    get(router, "/api/login").handler(requests.handle(login::show));
    router
        .post("/api/login")
        .handler(BodyHandler.create(false).setBodyLimit(LOGIN_BODY_LIMIT))
        .handler(requests.handle(login::open));
    router.post("/api/logout").handler(requests.handle(login::close));
    get(router, "/api/unregistered").handler(requests.handle(this::unregistered));
    get(router, "/api/quarantine").handler(requests.handle(quarantine::newest));
    get(router, "/api/quarantine/causes").handler(requests.handle(quarantine::causes));
    router
        .post("/api/quarantine/replay")
        .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT))
        .handler(requests.handle(quarantine::replay));
    get(router, "/export.csv").handler(exports.handle(this::exported));
    get(router, "/lib/uplot/*")
        .handler(StaticHandler.create(webJar("uplot") + "/dist").setCachingEnabled(true));
    get(router, "/*")
        .handler(StaticHandler.create("web").setIndexPage("index.html").setMaxAgeSeconds(0));
    return router;
  }

  /// The routes of a server without processing: whether this process and its database are well, and
  /// its figures. A broker that is away makes nobody ill, as a restart would not bring it back.
  ///
  /// @param brokers how this process stands with each, by the name of the source
  public static Router plainRouter(
      Vertx vertx, Jdbi jdbi, Supplier<Map<String, String>> brokers, Scrape scrape) {
    var router = Router.router(vertx);
    router.route().handler(Page::secure);
    router.route().handler(Page::refuseWhatCannotBeDecoded);
    router.route().failureHandler(Page::failed);
    get(router, "/api/health")
        .handler(
            new Requests(Requests.LIMIT)
                .handle((request, loop) -> health(jdbi, brokers.get(), request, loop)));
    get(router, "/metrics").handler(new Requests(Scrape.LIMIT).handle(scrape::answer));
    return router;
  }

  // HEAD is answered wherever GET is (RFC 9110, 9.1); the server leaves the body out.
  private static Route get(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
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

  private static void secure(RoutingContext request) {
    request
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    request.next();
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

  private void siteReadings(RoutingContext request, Context loop) {
    var site = Parameters.segment(request, "site");
    var until = Parameters.time(request, "to", zone).orElseGet(clock::instant);
    var from = Parameters.time(request, "from", zone).orElse(until.minus(DEFAULT_SPAN));
    if (!from.isBefore(until)) {
      throw Problem.badRequest("from must be before to.");
    }
    if (Duration.between(from, until).compareTo(SPAN_LIMIT) > 0) {
      throw Problem.badRequest(
          "At most " + SPAN_LIMIT.toDays() + " days are shown; more is in the export.");
    }
    var view =
        readings
            .of(site, from, until)
            .orElseThrow(() -> Problem.notFound("There is no site “" + site + "”."));
    Requests.json(request, loop, view);
  }

  private void remarks(RoutingContext request, Context loop) {
    login.require(request);
    var site = Parameters.segment(request, "site");
    Requests.json(request, loop, remarks.of(site, clock.instant()));
  }

  private void unregistered(RoutingContext request, Context loop) {
    login.require(request);
    Requests.json(request, loop, unregistered.devices());
  }

  private void exported(RoutingContext request, Context loop) throws IOException {
    login.require(request);
    export.answer(request, loop);
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
