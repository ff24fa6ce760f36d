package pilotfeld.processing.http;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.web.RoutingContext;
import pilotfeld.processing.proxy.TrustedProxies;

/// How people reach the page.
///
/// @param https whether they do so by HTTPS, to us or to a proxy before us
/// @param proxies that are believed when they say for whom they ask
public record Reach(boolean https, TrustedProxies proxies) {

  private static final String CLIENT = "client";

  public Reach {
    requireNonNull(proxies, "proxies");
  }

  /// Finds out who asks, for whoever wants to know later.
  public void noteClient(RoutingContext request) {
    var headers = request.request().headers();
    request.put(
        CLIENT,
        proxies.client(
            peer(request), headers.getAll("X-Forwarded-For"), headers.getAll("Forwarded")));
    request.next();
  }

  /// The address of who asks.
  static String client(RoutingContext request) {
    return request.get(CLIENT, peer(request));
  }

  /// The host that was asked for, with the port if it was said; empty if neither was. HTTP/2 says
  /// it in the place of the header Host.
  public static String host(RoutingContext request) {
    var authority = request.request().authority();
    if (authority == null) {
      return "";
    }
    return authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
  }

  private static String peer(RoutingContext request) {
    return request.request().remoteAddress().hostAddress();
  }
}
