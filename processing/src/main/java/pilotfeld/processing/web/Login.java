package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.account.Attempt;
import pilotfeld.processing.account.TooManyAtOnce;
import pilotfeld.processing.account.TooManyFailures;

/// The one login: a cookie for the page, or a name and password with each request (HTTP Basic) for
/// scripts.
final class Login {

  private static final String COOKIE = "pilotfeld_login";
  private static final String BASIC = "Basic ";

  private final Accounts accounts;
  private final Clock clock;

  Login(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  private record Credentials(String name, String password) {}

  void open(RoutingContext request, Context loop) {
    sameOriginOnly(request);
    var credentials = Requests.body(request, Credentials.class);
    if (credentials.name == null || credentials.password == null) {
      throw Problem.badRequest("The body must have name and password.");
    }
    var attempt = attempt(request, credentials.name, credentials.password);
    var token = guarded(() -> accounts.logIn(attempt, clock.instant())).orElseThrow(Login::wrong);
    var cookie = cookie(token, Accounts.LOGIN_TIME.toSeconds(), request.request().isSSL());
    loop.runOnContext(_ -> request.response().addCookie(cookie).setStatusCode(204).end());
  }

  void close(RoutingContext request, Context loop) {
    sameOriginOnly(request);
    token(request).ifPresent(token -> accounts.logOut(token, clock.instant()));
    var cookie = cookie("", 0, request.request().isSSL());
    loop.runOnContext(_ -> request.response().addCookie(cookie).setStatusCode(204).end());
  }

  /// Who is logged in; nobody is an answer, not an error.
  void show(RoutingContext request, Context loop) {
    var name = token(request).flatMap(token -> accounts.holder(token, clock.instant()));
    Requests.json(request, loop, Collections.singletonMap("name", name.orElse(null)));
  }

  /// Who asks.
  ///
  /// @throws Problem 401 if nobody is logged in
  String require(RoutingContext request) {
    var now = clock.instant();
    return token(request)
        .flatMap(token -> accounts.holder(token, now))
        .or(() -> basic(request))
        .orElseThrow(
            () ->
                new Problem(401, "Sign in first", "This is shown only to people with an account."));
  }

  private Optional<String> basic(RoutingContext request) {
    var header = request.request().getHeader("Authorization");
    if (header == null || !header.startsWith(BASIC)) {
      return Optional.empty();
    }
    var decoded = decoded(header.substring(BASIC.length()));
    var colon = decoded.indexOf(':');
    var name = colon < 0 ? decoded : decoded.substring(0, colon);
    var attempt = attempt(request, name, decoded.substring(colon + 1));
    var right = guarded(() -> accounts.isRight(attempt, clock.instant()));
    return right ? Optional.of(name) : Optional.empty();
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The Authorization header is no Basic credential.");
    }
  }

  private static Attempt attempt(RoutingContext request, String name, String password) {
    try {
      return new Attempt(name, password, request.request().remoteAddress().hostAddress());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage() + ".");
    }
  }

  private static <T> T guarded(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (TooManyFailures e) {
      throw Problem.thatPasses(
          429,
          "Too many wrong passwords",
          "From this address no password is looked at for a while; who is signed in goes on.",
          e.patience());
    } catch (TooManyAtOnce e) {
      throw Problem.thatPasses(
          503, "Too many people sign in at once", "Try again.", TooManyAtOnce.PATIENCE);
    }
  }

  private static Problem wrong() {
    return new Problem(
        401,
        "Name or password are wrong",
        "Check both; the first administrator is called " + Accounts.ADMINISTRATOR + ".");
  }

  // The cookie is SameSite already; an Origin of elsewhere is refused for browsers that do not know
  // that.
  static void sameOriginOnly(RoutingContext request) {
    var origin = request.request().getHeader("Origin");
    if (origin != null
        && !origin.replaceFirst("^https?://", "").equals(request.request().getHeader("Host"))) {
      throw new Problem(403, "Not from this page", "Only pages of Pilotfeld itself may do this.");
    }
  }

  private static Optional<String> token(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(COOKIE))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static Cookie cookie(String value, long seconds, boolean secure) {
    return Cookie.cookie(COOKIE, value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(secure)
        .setPath("/")
        .setMaxAge(seconds);
  }
}
