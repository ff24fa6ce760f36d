package pilotfeld.processing.web;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;
import static pilotfeld.processing.account.Role.ENGINEER;
import static pilotfeld.processing.account.Role.EVALUATOR;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.api.Asking;

/// The routes of the page beside those of the contract, and what keeps other pages out.
class RoutesIT {

  // Open to everybody; the figures look for themselves who reads them.
  private static final List<String> BESIDE_THE_CONTRACT =
      List.of(
          "GET /",
          "GET /api",
          "GET /field",
          "GET /field/worker.js",
          "GET /lib/leaflet/",
          "GET /lib/swagger-ui/",
          "GET /lib/uplot/",
          "GET /metrics",
          "GET /sign-on",
          "GET /sign-on/callback",
          "any /api/");

  @AutoClose private static final Everyone everyone = Everyone.withGauge();

  @Test
  void whatIsNotInTheContractIsFiles() {
    var contract = Asking.all().stream().map(Asking::path).collect(toSet());

    assertEquals(
        BESIDE_THE_CONTRACT,
        everyone.router().getRoutes().stream()
            .filter(route -> route.getPath() != null && !contract.contains(route.getPath()))
            .flatMap(RoutesIT::described)
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/",
        "/lib/swagger-ui/swagger-ui.css",
        "/lib/uplot/uPlot.min.css",
        "/metrics"
      })
  void filesAreOpen(String path) throws Exception {
    assertEquals(200, everyone.status(everyone.request("GET", path)));
  }

  // HEAD is answered as GET is.
  private static Stream<String> described(Route route) {
    if (route.methods() == null) {
      return Stream.of("any " + route.getPath());
    }
    return route.methods().stream()
        .map(HttpMethod::name)
        .filter(method -> !method.equals("HEAD"))
        .map(method -> method + " " + route.getPath());
  }

  @Test
  void aTokenThatIsNoneOpensNothingEvenBesideACookie() throws Exception {
    var request = everyone.asPageOf(ADMINISTRATOR, everyone.request("GET", "/api/quarantine"));

    assertEquals(401, everyone.status(request.header("Authorization", "Bearer pilotfeld_guess")));
  }

  @Test
  void aCookieAloneChangesNothing() throws Exception {
    var replay = everyone.request("POST", "/api/quarantine/replay");

    var answer = everyone.send(everyone.withCookie(ENGINEER, replay));

    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("X-Page-Token"), answer::body);
  }

  @Test
  void aTokenOfAnotherLoginChangesNothing() throws Exception {
    var request = everyone.withCookie(ENGINEER, everyone.request("POST", "/api/quarantine/replay"));

    assertEquals(403, everyone.status(request.header("X-Page-Token", "guess")));
  }

  @Test
  void whatTheBrowserSaysIsFromElsewhereChangesNothing() throws Exception {
    for (var site : List.of("cross-site", "same-site")) {
      var request =
          everyone.request("POST", "/api/quarantine/replay").header("Sec-Fetch-Site", site);
      assertEquals(403, everyone.status(everyone.asPageOf(ENGINEER, request)));

      var login = everyone.request("POST", "/api/login").header("Sec-Fetch-Site", site);
      assertEquals(403, everyone.status(login));
    }
    var own =
        everyone.request("POST", "/api/quarantine/replay").header("Sec-Fetch-Site", "same-origin");
    assertEquals(200, everyone.status(everyone.asPageOf(ENGINEER, own)));
  }

  @Test
  void whoExportsAndWhoReplaysIsInTheTrail() throws Exception {
    everyone.send(
        everyone.asPageOf(
            EVALUATOR, everyone.request("GET", "/export.csv?pilot=water&quantity=distance")));
    everyone.send(everyone.asPageOf(ENGINEER, everyone.request("POST", "/api/quarantine/replay")));

    var trail =
        everyone
            .send(
                everyone.asPageOf(
                    ADMINISTRATOR, everyone.request("GET", "/audit.csv?to=2100-01-01")))
            .body();

    assertTrue(trail.contains("evaluator,login,127.0.0.1,readings_exported,water,"), trail);
    assertTrue(trail.contains("engineer,login,127.0.0.1,replay_begun,,{}"), trail);
    assertTrue(trail.contains("engineer,login,127.0.0.1,replay_ended,,"), trail);
    assertTrue(trail.contains("administrator,login,127.0.0.1,audit_exported,,"), trail);
  }

  @Test
  void whoAsksTooMuchIsToldWhenToComeBackAndOthersGoOn() throws Exception {
    try (var slow = new Everyone(false, 1)) {
      var answered = 0;
      var answer = slow.send(slow.request("GET", "/api/status"));
      while (answer.statusCode() == 200 && answered < 100) {
        answered++;
        answer = slow.send(slow.request("GET", "/api/status"));
      }

      assertEquals(429, answer.statusCode());
      assertTrue(answered >= 10, "fewer at once than those of ten seconds");
      assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
      var known = slow.asPageOf(ENGINEER, slow.request("GET", "/api/quarantine"));
      assertEquals(200, slow.status(known));
    }
  }

  @Test
  void whereThePageIsReachedByHttpsItsCookieGoesNoOtherWay() throws Exception {
    try (var secured = new Everyone(true)) {
      var answer = secured.send(secured.asPageOf(ENGINEER, secured.request("POST", "/api/logout")));
      var cookie = answer.headers().firstValue("Set-Cookie").orElse("");

      assertTrue(cookie.startsWith("__Host-pilotfeld_login=;"), cookie);
      for (var part : List.of("Secure", "HTTPOnly", "SameSite=Strict", "Path=/")) {
        assertTrue(cookie.contains("; " + part), cookie);
      }
      var health = secured.send(secured.request("GET", "/api/health")).headers();
      assertEquals("max-age=31536000", health.firstValue("Strict-Transport-Security").orElse(""));
    }
    var plain = everyone.send(everyone.request("POST", "/api/logout")).headers();
    assertFalse(plain.firstValue("Set-Cookie").orElse("").contains("Secure"));
    assertTrue(plain.firstValue("Strict-Transport-Security").isEmpty());
  }
}
