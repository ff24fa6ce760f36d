package pilotfeld.processing.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import pilotfeld.processing.account.Logins;

/// The cookie of a login: no script reads it, no other site sends it.
///
/// @param secure whether people reach the page by HTTPS: then it goes no other way, and the prefix
///   of its name keeps other hosts of the domain from setting it (RFC 6265bis, 4.1.3)
public record LoginCookie(boolean secure) {

  private static final String NAME = "pilotfeld_login";

  /// With which only this host, over HTTPS, can set a cookie (RFC 6265bis, 4.1.3).
  public static final String HOST_PREFIX = "__Host-";

  /// As browsers know it.
  public String name() {
    return secure ? HOST_PREFIX + NAME : NAME;
  }

  /// That holds a token for as long as a login lasts.
  public Cookie of(String token) {
    return cookie(token, Logins.LIFETIME.toSeconds());
  }

  /// That takes the place of one and ends at once.
  public Cookie none() {
    return cookie("", 0);
  }

  /// The token that a request brings.
  public Optional<String> token(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(name()))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private Cookie cookie(String value, long seconds) {
    return Cookie.cookie(name(), value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(secure)
        .setPath("/")
        .setMaxAge(seconds);
  }
}
