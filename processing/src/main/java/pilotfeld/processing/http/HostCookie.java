package pilotfeld.processing.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import pilotfeld.processing.account.Logins;

/// A cookie that only this host sets, and that no script reads.
///
/// @param plainName without the prefix that it has over HTTPS
/// @param sameSite when other sites send it along
/// @param secure whether people reach the page by HTTPS: then it goes no other way, and the prefix
///   of its name keeps other hosts of the domain from setting it (RFC 6265bis, 4.1.3)
/// @param lifetime after which browsers forget it
public record HostCookie(
    String plainName, CookieSameSite sameSite, boolean secure, Duration lifetime) {

  private static final String PREFIX = "__Host-";

  /// Of a login, which no other site sends.
  public static HostCookie ofLogin(boolean secure) {
    return new HostCookie("pilotfeld_login", CookieSameSite.STRICT, secure, Logins.LIFETIME);
  }

  /// As browsers know it.
  public String name() {
    return secure ? PREFIX + plainName : plainName;
  }

  /// That holds a value.
  public Cookie of(String value) {
    return cookie(value, lifetime.toSeconds());
  }

  /// That takes the place of one and ends at once.
  public Cookie none() {
    return cookie("", 0);
  }

  /// What a request brings.
  public Optional<String> value(RoutingContext request) {
    return Optional.ofNullable(request.request().getCookie(name()))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private Cookie cookie(String value, long seconds) {
    return Cookie.cookie(name(), value)
        .setHttpOnly(true)
        .setSameSite(sameSite)
        .setSecure(secure)
        .setPath("/")
        .setMaxAge(seconds);
  }
}
