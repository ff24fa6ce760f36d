package pilotfeld.processing.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pilotfeld.processing.http.Problem;

/// `/metrics`, for Prometheus. With a token, who brings it may read; without one, who asks from
/// this machine and is no proxy.
public final class Scrape {

  /// Scrapes that are answered at once.
  static final int LIMIT = 2;

  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String BEARER = "Bearer ";

  private final Supplier<String> figures;
  private final Optional<String> token;

  /// @param figures in Prometheus' text format
  /// @param token that opens them; empty for loopback only
  public Scrape(Supplier<String> figures, Optional<String> token) {
    this.figures = figures;
    this.token = token;
  }

  void answer(RoutingContext request, Context loop) {
    requireReader(request);
    var body = Buffer.buffer(figures.get());
    loop.runOnContext(
        _ ->
            request
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, FORMAT)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body));
  }

  private void requireReader(RoutingContext request) {
    if (token.isEmpty() && !isOfThisMachine(addressOf(request), request.request().headers())) {
      throw new Problem(
          403,
          "Figures are shown to this machine only",
          "Set PILOTFELD_METRICS_TOKEN to read them from elsewhere.");
    }
    if (token.isPresent() && !brings(request.request(), token.get())) {
      throw new Problem(401, "Figures need their token", "Send it as “Authorization: Bearer …”.");
    }
  }

  private static String addressOf(RoutingContext request) {
    return request.request().remoteAddress().hostAddress();
  }

  // Behind a proxy on this machine everybody seems to be here.
  static boolean isOfThisMachine(String address, MultiMap headers) {
    var forwarded =
        Stream.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via").anyMatch(headers::contains);
    return !forwarded && InetAddress.ofLiteral(address).isLoopbackAddress();
  }

  // In a time that does not tell how much of it was right.
  private static boolean brings(HttpServerRequest request, String token) {
    var given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return given != null
        && MessageDigest.isEqual(given.getBytes(UTF_8), (BEARER + token).getBytes(UTF_8));
  }
}
