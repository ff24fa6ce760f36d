package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Attempt;
import pilotfeld.processing.account.Logins;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.account.TokenWish;
import pilotfeld.processing.account.Tokens;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.http.HostCookie;
import pilotfeld.processing.http.OwnPage;
import pilotfeld.processing.http.Reach;
import pilotfeld.processing.proxy.TrustedProxies;
import pilotfeld.processing.worker.Replay;

/// The page on a server of its own, which trusts a proxy on this machine, and somebody of each role
/// who asks it.
final class Everyone implements AutoCloseable {

  /// Of `withGauge`.
  static final String GAUGE = "70b3d57ba0000001";

  private static final int PATIENCE_SECONDS = 30;
  private static final int RATE = 10_000;
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Actor CALLER = Actor.atCommandLine("root");

  private final Riverside riverside = Riverside.open();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Role, String> passwords = new EnumMap<>(Role.class);
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final String cookieName;
  private final Router router;
  private final HttpServer server;

  /// Reached by HTTP, with a gauge at the site `hase-1`.
  static Everyone withGauge() {
    var everyone = new Everyone(false);
    everyone.riverside.withGauge(GAUGE, "hase-1");
    return everyone;
  }

  /// @param https whether people reach it by HTTPS
  Everyone(boolean https) {
    this(https, RATE);
  }

  /// @param rate requests that one client may make in a second
  Everyone(boolean https, int rate) {
    var replay = new Replay(riverside.jdbi(), riverside.reinterpretation());
    var reach = new Reach(https, TrustedProxies.of(List.of("127.0.0.1")));
    var page =
        new Page(
            riverside.jdbi(),
            replay,
            Clock.systemUTC(),
            new Page.Manner(ZoneOffset.UTC, reach, rate, Optional.empty(), Optional.empty()));
    this.cookieName = HostCookie.ofLogin(https).name();
    this.router = page.router(vertx, Map::of, new Scrape(() -> "", Optional.empty()));
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    var accounts = new Accounts(riverside.jdbi());
    for (var role : Role.values()) {
      passwords.put(role, accounts.add(CALLER, role.text(), role));
    }
  }

  Router router() {
    return router;
  }

  Jdbi jdbi() {
    return riverside.jdbi();
  }

  Riverside riverside() {
    return riverside;
  }

  /// A request; whatever changes something brings an empty object of JSON.
  HttpRequest.Builder request(String method, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
        .method(method, method.equals("POST") ? ofString("{}") : noBody());
  }

  /// Adds the cookie of a new login of somebody.
  HttpRequest.Builder withCookie(Role role, HttpRequest.Builder request) {
    return withCookie(logIn(role), request);
  }

  /// Adds cookie and token as a page of ours does.
  HttpRequest.Builder asPageOf(Role role, HttpRequest.Builder request) {
    var login = logIn(role);
    return withCookie(login, request).header(OwnPage.TOKEN_HEADER, Logins.pageToken(login));
  }

  private HttpRequest.Builder withCookie(String login, HttpRequest.Builder request) {
    return request.header("Cookie", cookieName + "=" + login);
  }

  private String logIn(Role role) {
    var attempt = new Attempt(role.text(), passwords.get(role), "127.0.0.1");
    return new Logins(riverside.jdbi()).open(attempt, Instant.now()).orElseThrow();
  }

  /// Adds a token of somebody.
  HttpRequest.Builder withToken(Role role, Set<Permission> scope, HttpRequest.Builder request) {
    var token = tokens.computeIfAbsent(role + " " + scope, _ -> token(role, scope));
    return request.header("Authorization", "Bearer " + token);
  }

  /// A request with a token for all that somebody may, which brings nothing.
  HttpRequest.Builder asProgramOf(Role role, String method, String path) {
    return withToken(role, role.permissions(), request("GET", path)).method(method, noBody());
  }

  private String token(Role role, Set<Permission> scope) {
    var now = Instant.now();
    var wish = new TokenWish(role.text(), "test", scope, now.plus(TOKEN_LIFETIME));
    return new Tokens(riverside.jdbi()).create(CALLER, wish, now).text();
  }

  /// Only the head of what never ends is waited for.
  int status(HttpRequest.Builder request) throws Exception {
    var answer = http.send(request.build(), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      if (!answer.headers().firstValue("Content-Type").orElse("").equals("text/event-stream")) {
        body.readAllBytes();
      }
    }
    return answer.statusCode();
  }

  /// Looks at an answer, unless it is one that never ends.
  ///
  /// @return its status
  int answer(HttpRequest.Builder request, Consumer<HttpResponse<String>> look) throws Exception {
    if (request.build().uri().getPath().equals("/api/live")) {
      return status(request);
    }
    var answer = send(request);
    look.accept(answer);
    return answer.statusCode();
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.shutdownNow();
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
    riverside.close();
  }
}
