package pilotfeld.processing.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// What every answer tells the browser to be careful about.
public final class SecurityHeaders {

  // No script and no style but from files of ours, nothing into a frame.
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  private static final String STAY_WITH_HTTPS = "max-age=" + Duration.ofDays(365).toSeconds();

  private SecurityHeaders() {}

  /// Adds it to an answer.
  public static void add(RoutingContext request) {
    request
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()");
    request.next();
  }

  /// Where people reach the page by HTTPS: they go on doing so.
  public static void stayWithHttps(RoutingContext request) {
    request.response().putHeader("Strict-Transport-Security", STAY_WITH_HTTPS);
    request.next();
  }
}
