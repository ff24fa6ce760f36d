package pilotfeld.processing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.util.Set;
import pilotfeld.processing.account.Logins;

/// Keeps pages from elsewhere from changing anything in the name of whoever looks at them. The
/// cookie is SameSite already; a browser says in two headers where a request comes from, and a page
/// of ours knows a token that others cannot read.
public final class OwnPage {

  /// The header with the page's token.
  public static final String TOKEN_HEADER = "X-Page-Token";

  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  // "none" is what somebody does by hand, such as from the address line.
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private OwnPage() {}

  /// @throws Problem 403 if a browser says that another site is behind a request that changes
  ///   something
  public static void require(RoutingContext request) {
    if (!SAFE.contains(request.request().method()) && isFromElsewhere(request)) {
      throw new Problem(403, "Not from this page", "Only pages of Pilotfeld itself may do this.");
    }
  }

  private static boolean isFromElsewhere(RoutingContext request) {
    var site = request.request().getHeader("Sec-Fetch-Site");
    var origin = request.request().getHeader("Origin");
    return site != null && !OWN_SITES.contains(site)
        || origin != null && !origin.replaceFirst("^https?://", "").equals(Reach.host(request));
  }

  /// @param login token of the cookie that came along
  /// @throws Problem 403 if a request that changes something lacks the page's token
  public static void requireToken(RoutingContext request, String login) {
    if (SAFE.contains(request.request().method())) {
      return;
    }
    var given = request.request().getHeader(TOKEN_HEADER);
    var wanted = Logins.pageToken(login);
    if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), wanted.getBytes(UTF_8))) {
      throw new Problem(
          403,
          "Not from this page",
          "With a cookie, "
              + TOKEN_HEADER
              + " must be the pageToken that GET /api/login tells; programs use a token instead.");
    }
  }
}
