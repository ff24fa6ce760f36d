package pilotfeld.processing.web;

import io.vertx.core.Context;
import java.time.Clock;
import java.util.List;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.account.Logins;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.HostCookie;
import pilotfeld.processing.http.OwnPage;
import pilotfeld.processing.http.Problem;

/// `/api/login` and `/api/logout`: the login of the page, kept by a cookie.
final class Login {

  private final Logins logins;
  private final HostCookie cookie;
  private final Clock clock;
  private final String signOn;

  /// @param signOn where people may sign in otherwise; null if nowhere
  Login(Logins logins, HostCookie cookie, Clock clock, String signOn) {
    this.logins = logins;
    this.cookie = cookie;
    this.clock = clock;
    this.signOn = signOn;
  }

  private record Credentials(String name, String password) {}

  /// Who is signed in: all null or empty if nobody is.
  ///
  /// @param pageToken what the page must send with whatever changes something
  /// @param signOn where people may sign in otherwise; null if nowhere
  private record Shown(
      String name, String role, List<String> permissions, String pageToken, String signOn) {

    static Shown nobody(String signOn) {
      return new Shown(null, null, List.of(), null, signOn);
    }

    static Shown of(Visitor visitor, String token, String signOn) {
      return new Shown(
          visitor.account(),
          visitor.role().text(),
          visitor.permissions().stream().map(Permission::text).sorted().toList(),
          Logins.pageToken(token),
          signOn);
    }
  }

  void open(Call call, Context loop) {
    var request = call.request();
    OwnPage.require(request);
    var credentials = call.body(Credentials.class);
    var attempt = Gate.attempt(request, credentials.name, credentials.password);
    var token = Gate.guarded(() -> logins.open(attempt, clock.instant())).orElseThrow(Login::wrong);
    loop.runOnContext(_ -> request.response().addCookie(cookie.of(token)).setStatusCode(204).end());
  }

  void close(Call call, Context loop) {
    var request = call.request();
    OwnPage.require(request);
    var now = clock.instant();
    cookie
        .value(request)
        .filter(token -> logins.holder(token, now).isPresent())
        .ifPresent(
            token -> {
              OwnPage.requireToken(request, token);
              logins.close(token, Gate.address(request), now);
            });
    loop.runOnContext(_ -> request.response().addCookie(cookie.none()).setStatusCode(204).end());
  }

  /// Who is signed in; nobody is an answer, not an error.
  Answer show(Call call) {
    var shown =
        cookie
            .value(call.request())
            .flatMap(
                token ->
                    logins
                        .holder(token, clock.instant())
                        .map(visitor -> Shown.of(visitor, token, signOn)));
    return Answer.of(shown.orElseGet(() -> Shown.nobody(signOn)));
  }

  private static Problem wrong() {
    return new Problem(
        401,
        "Name or password are wrong",
        "Check both; the first administrator is called " + Accounts.ADMINISTRATOR + ".");
  }
}
