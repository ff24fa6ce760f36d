package pilotfeld.processing.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Attempt;
import pilotfeld.processing.account.Logins;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.account.Tokens;
import pilotfeld.processing.account.TooManyAtOnce;
import pilotfeld.processing.account.TooManyFailures;
import pilotfeld.processing.account.Visitor;

/// Lets in who may: by a token (`Authorization: Bearer`), by name and password with the request
/// (HTTP Basic), or by the cookie of a login. Who brings a header is judged by it alone.
public final class Gate {

  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private final Logins logins;
  private final Tokens tokens;
  private final HostCookie cookie;
  private final Clock clock;

  /// @param clock by which logins and tokens end
  public Gate(Logins logins, Tokens tokens, HostCookie cookie, Clock clock) {
    this.logins = logins;
    this.tokens = tokens;
    this.cookie = cookie;
    this.clock = clock;
  }

  /// @throws Problem 403 if somebody may not do this
  public static void requireMay(Visitor visitor, Permission permission) {
    if (!visitor.may(permission)) {
      throw forbidden(visitor, permission);
    }
  }

  /// What somebody is told who does not say who they are.
  public static Problem signInFirst() {
    return new Problem(401, "Sign in first", "This is shown only to people with an account.");
  }

  private static Problem forbidden(Visitor visitor, Permission permission) {
    if (visitor.role().permissions().contains(permission)) {
      return new Problem(
          403, "This token is not for that", "Make one whose scope has " + permission.text() + ".");
    }
    var roles = Role.allowed(permission).stream().map(Role::text).collect(Collectors.joining(", "));
    return new Problem(
        403,
        "Your role may not do this",
        visitor.account() + " is " + visitor.role().text() + "; this is for: " + roles + ".");
  }

  /// Who asks; empty if that is not known.
  ///
  /// @throws Problem 403 if the request comes from a page that is not ours, 429 or 503 if its
  ///   password must wait
  public Optional<Visitor> visitor(RoutingContext request) {
    OwnPage.require(request);
    var header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return byCookie(request);
    }
    if (header.startsWith(BEARER)) {
      return tokens.holder(header.substring(BEARER.length()), clock.instant());
    }
    return header.startsWith(BASIC)
        ? byPassword(request, header.substring(BASIC.length()))
        : Optional.empty();
  }

  private Optional<Visitor> byCookie(RoutingContext request) {
    var login = cookie.value(request);
    var holder = login.flatMap(token -> logins.holder(token, clock.instant()));
    holder.ifPresent(_ -> OwnPage.requireToken(request, login.orElseThrow()));
    return holder;
  }

  private Optional<Visitor> byPassword(RoutingContext request, String base64) {
    var decoded = decoded(base64);
    var colon = decoded.indexOf(':');
    var name = colon < 0 ? decoded : decoded.substring(0, colon);
    var attempt = attempt(request, name, decoded.substring(colon + 1));
    return guarded(() -> logins.byPassword(attempt, clock.instant()));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The Authorization header is no Basic credential.");
    }
  }

  /// Who asks, as the audit trail has it.
  public static Actor actor(RoutingContext request, Visitor visitor) {
    return visitor.at(address(request));
  }

  /// Where a request comes from.
  public static String address(RoutingContext request) {
    return Reach.client(request);
  }

  /// A name and a password that came with a request.
  ///
  /// @throws Problem 400 if they can be those of no account
  public static Attempt attempt(RoutingContext request, String name, String password) {
    try {
      return new Attempt(name, password, address(request));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage() + ".");
    }
  }

  /// Looks at a password.
  ///
  /// @throws Problem 429 or 503 if that must wait
  public static <T> T guarded(Supplier<T> attempt) {
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
}
