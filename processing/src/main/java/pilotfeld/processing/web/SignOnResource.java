package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.account.Identity;
import pilotfeld.processing.account.SignOns;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.HostCookie;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Reach;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.signon.Provider;
import pilotfeld.processing.signon.SignOn;
import pilotfeld.processing.signon.SignOnFailed;
import pilotfeld.processing.signon.SignOnFailed.Reason;
import pilotfeld.processing.web.Page.Manner;

/// `/sign-on` and `/sign-on/callback`: to the organisation's own provider, and back. What goes
/// wrong is told on the page, as a person stands before it.
final class SignOnResource {

  /// Where it begins.
  static final String BEGIN = "/sign-on";

  /// Where the provider sends browsers back to.
  static final String BACK = "/sign-on/callback";

  /// Requests of this kind that are worked on at once: a provider that is slow takes no place of
  /// others.
  static final int LIMIT = 16;

  private static final Predicate<String> HOST =
      Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:.]+](:\\d{1,5})?")
          .asMatchPredicate();
  private static final Logger LOG = LoggerFactory.getLogger(SignOnResource.class);

  private final Optional<SignOnSettings> settings;
  private final SignOns signOns;
  private final HostCookie login;
  private final HostCookie attempt;
  private final InstantSource clock;
  private final boolean https;

  SignOnResource(Manner manner, SignOns signOns, HostCookie login, InstantSource clock) {
    this.settings =
        manner
            .provider()
            .map(each -> new SignOnSettings(new Provider(each), manner.secret().orElseThrow()));
    this.signOns = signOns;
    this.login = login;
    // Lax, as it must come along when the provider sends the browser back.
    this.attempt =
        new HostCookie(
            "pilotfeld_sign_on", CookieSameSite.LAX, manner.reach().https(), SignOn.LIFETIME);
    this.clock = clock;
    this.https = manner.reach().https();
  }

  /// A provider, and what keeps an attempt secret while a browser is there.
  private record SignOnSettings(Provider provider, MasterSecret secret) {}

  /// Where people may sign in otherwise than here; null if nowhere.
  String begin() {
    return settings.isPresent() ? BEGIN : null;
  }

  void begin(RoutingContext request, Context loop) {
    var set = required();
    try {
      var now = clock.instant();
      var begun = SignOn.begun(now);
      var there = set.provider().signIn(begun, back(request), now);
      loop.runOnContext(
          _ -> redirect(request, there.toString(), attempt.of(begun.inCookie(set.secret()))));
    } catch (SignOnFailed e) {
      tell(request, loop, e);
    }
  }

  void finish(RoutingContext request, Context loop) {
    var set = required();
    try {
      var token = token(set, request);
      loop.runOnContext(
          _ -> {
            request.response().addCookie(login.of(token));
            redirect(request, "/", attempt.none());
          });
    } catch (SignOnFailed e) {
      tell(request, loop, e);
    }
  }

  private String token(SignOnSettings set, RoutingContext request) throws SignOnFailed {
    var now = clock.instant();
    var begun =
        attempt
            .value(request)
            .flatMap(each -> SignOn.opened(each, set.secret(), now))
            .filter(each -> each.isOf(parameter(request, "state")))
            .orElseThrow(
                () -> new SignOnFailed(Reason.EXPIRED, "it began too long ago, or elsewhere"));
    if (!parameter(request, "error").isEmpty()) {
      throw new SignOnFailed(
          Reason.DECLINED,
          "the provider sends back “%s”"
              .formatted(parameter(request, "error").replaceAll("[^a-z_]", "")));
    }
    var returned =
        new Provider.Return(
            parameter(request, "code"),
            Optional.of(parameter(request, "iss")).filter(text -> !text.isEmpty()));
    return open(set.provider().identify(returned, begun, back(request), now), request);
  }

  private String open(Identity identity, RoutingContext request) throws SignOnFailed {
    return signOns
        .open(identity, Gate.address(request), clock.instant())
        .orElseThrow(
            () ->
                new SignOnFailed(
                    Reason.DISABLED, "the account of " + identity.subject() + " is disabled"));
  }

  private static String parameter(RoutingContext request, String name) {
    return Optional.ofNullable(request.request().getParam(name)).orElse("");
  }

  // The provider compares it with those that it knows, so nobody can be sent elsewhere.
  private URI back(RoutingContext request) {
    var host = Reach.host(request);
    if (!HOST.test(host)) {
      throw Problem.badRequest("The Host header is no name of a host.");
    }
    return URI.create((https ? "https://" : "http://") + host + BACK);
  }

  private SignOnSettings required() {
    return settings.orElseThrow(
        () ->
            new Problem(
                404,
                "Nobody signs in elsewhere",
                "PILOTFELD_OIDC_ISSUER is not set: sign in here."));
  }

  private void tell(RoutingContext request, Context loop, SignOnFailed failed) {
    LOG.warn("sign-on from {}: {}", Gate.address(request), failed.getMessage());
    var word = failed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    loop.runOnContext(_ -> redirect(request, "/?sign-on=" + word, attempt.none()));
  }

  private static void redirect(RoutingContext request, String address, Cookie cookie) {
    request
        .response()
        .addCookie(cookie)
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, address)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }
}
