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
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.Logins;
import pilotfeld.processing.account.SignOns;
import pilotfeld.processing.account.Tokens;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Api;
import pilotfeld.processing.api.Contract;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.export.CsvExport;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.HostCookie;
import pilotfeld.processing.http.Parameters;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.RateLimit;
import pilotfeld.processing.http.Reach;
import pilotfeld.processing.http.Requests;
import pilotfeld.processing.http.SecurityHeaders;
import pilotfeld.processing.resource.Resources;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.signon.ProviderSettings;
import pilotfeld.processing.worker.Quarantine;
import pilotfeld.processing.worker.Replay;

/// Everything under `http://…/`: the page, its interface, and the exports.
public final class Page {

  /// Requests that are worked on at once.
  public static final int REQUEST_LIMIT = Requests.LIMIT;

  /// Exports that are written at once.
  public static final int EXPORT_LIMIT = Requests.EXPORT_LIMIT;

  // What a server without processing answers, too.
  private static final Set<String> ELSEWHERE = Set.of("readHealth");

  // Before the routes of the plain router, which may answer already.
  private static final int FIRST = -1;

  private final Overview overview;
  private final SiteResource site;
  private final QuarantineResource quarantine;
  private final Unregistered unregistered;
  private final ExportResource export;
  private final AuditResource trail;
  private final Login login;
  private final SignOnResource signOn;
  private final Gate gate;
  private final LiveStream live;
  private final FieldResource field;
  private final Jdbi jdbi;
  private final Clock clock;
  private final Manner manner;
  private final Requests requests = new Requests(Requests.LIMIT);
  private final Requests signingOn = new Requests(SignOnResource.LIMIT);
  private final Requests exports = new Requests(Requests.EXPORT_LIMIT);

  /// How it is shown, and to whom how often.
  ///
  /// @param zone whose days and offsets people mean
  /// @param reach how people reach it
  /// @param rate requests of the interface that one client may make in a second for long
  /// @param secret with which keys of delivery lists are encrypted; empty if there is none
  /// @param provider where people may sign in otherwise; empty if nowhere
  public record Manner(
      ZoneId zone,
      Reach reach,
      int rate,
      Optional<MasterSecret> secret,
      Optional<ProviderSettings> provider) {

    /// @throws IllegalArgumentException if there is a provider and no secret
    public Manner {
      if (provider.isPresent() && secret.isEmpty()) {
        throw new IllegalArgumentException(
            "PILOTFELD_OIDC_ISSUER needs PILOTFELD_SECRET_KEY: who is on the way to the provider carries what is encrypted with it");
      }
    }
  }

  public Page(Jdbi jdbi, Replay replay, Clock clock, Manner manner) {
    var zone = manner.zone();
    this.jdbi = jdbi;
    this.clock = clock;
    this.manner = manner;
    var audit = new Audit(jdbi);
    var logins = new Logins(jdbi);
    var cookie = HostCookie.ofLogin(manner.reach().https());
    this.overview = new Overview(jdbi);
    this.site = new SiteResource(jdbi, clock, zone);
    this.unregistered = new Unregistered(jdbi);
    this.export = new ExportResource(new CsvExport(jdbi, zone), audit, clock, zone);
    this.trail = new AuditResource(audit, clock, zone);
    this.signOn = new SignOnResource(manner, new SignOns(jdbi), cookie, clock);
    this.login = new Login(logins, cookie, clock, signOn.begin());
    this.gate = new Gate(logins, new Tokens(jdbi), cookie, clock);
    this.live = new LiveStream(overview);
    this.field = new FieldResource(jdbi, clock, zone);
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
    router.route().order(FIRST).handler(manner.reach()::noteClient);
    if (manner.reach().https()) {
      router.route().order(FIRST).handler(SecurityHeaders::stayWithHttps);
    }
    var contract = Contract.read();
    var limit = new RateLimit(manner.rate());
    new Api(contract, gate, limit, requests, jdbi, clock)
        .mount(router, operations(contract), ELSEWHERE);
    var routes = new Routes(router);
    routes.open(SignOnResource.BEGIN, signingOn.handle(signOn::begin));
    routes.open(SignOnResource.BACK, signingOn.handle(signOn::finish));
    addFiles(routes);
    return router;
  }

  private Operations operations(Contract contract) {
    var operations =
        new Operations()
            .write("readContract", requests, contract::write)
            .answer("readStatus", _ -> Answer.of(overview.status()))
            .answer("listPilots", _ -> Answer.of(overview.pilots()))
            .answer("listSiteReadings", site::readings)
            .answer("listSiteRemarks", site::remarks)
            .answer("listUnregistered", _ -> Answer.of(unregistered.devices()))
            .answer("listQuarantine", quarantine::newest)
            .answer("readQuarantined", quarantine::message)
            .answer("listQuarantineCauses", quarantine::causes)
            .write("replayQuarantine", requests, quarantine::replay)
            .write("exportReadings", exports, export::answer)
            .write("exportAudit", exports, trail::answer)
            .answer("readLogin", login::show)
            .write("logIn", requests, login::open)
            .write("logOut", requests, login::close)
            .follow("followChanges", live::listen);
    field.addTo(operations, requests);
    Resources.addTo(operations, jdbi, clock, manner.zone(), manner.secret());
    return operations;
  }

  private static void addFiles(Routes routes) {
    routes.open("/api", request -> request.reroute("/api/index.html"));
    new FieldShell().addTo(routes);
    routes.open(
        "/lib/leaflet/*",
        StaticHandler.create(webJar("leaflet", "org.webjars.npm") + "/dist")
            .setCachingEnabled(true));
    routes.open(
        "/lib/swagger-ui/*",
        StaticHandler.create(webJar("swagger-ui", "org.webjars")).setCachingEnabled(true));
    routes.open(
        "/lib/uplot/*",
        StaticHandler.create(webJar("uplot", "org.webjars.npm") + "/dist").setCachingEnabled(true));
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

  // A WebJar's folder has its version in its name, which its own Maven properties tell.
  static String webJar(String name, String group) {
    var properties = new Properties();
    try (var file =
        Page.class.getResourceAsStream(
            "/META-INF/maven/" + group + "/" + name + "/pom.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "META-INF/resources/webjars/" + name + "/" + properties.getProperty("version");
  }
}
