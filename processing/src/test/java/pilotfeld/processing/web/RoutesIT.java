package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;
import static pilotfeld.processing.account.Role.ENGINEER;
import static pilotfeld.processing.account.Role.EVALUATOR;
import static pilotfeld.processing.account.Role.TECHNICIAN;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.net.http.HttpRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;

/// Every route of the page, asked by every role and by nobody.
class RoutesIT {

  private static final Set<Role> DATA = EnumSet.of(ENGINEER, ADMINISTRATOR);

  private static final List<Line> TABLE =
      List.of(
          Line.open("GET", "/api/health"),
          Line.open("GET", "/metrics"),
          Line.open("GET", "/api/status"),
          Line.open("GET", "/api/pilots"),
          Line.open("GET", "/api/sites/:site/readings"),
          Line.open("GET", "/api/live"),
          Line.open("GET", "/api/login"),
          Line.open("POST", "/api/login"),
          Line.open("POST", "/api/logout"),
          Line.open("GET", "/lib/uplot/"),
          Line.open("GET", "/"),
          Line.only("GET", "/api/sites/:site/remarks", EnumSet.allOf(Role.class)),
          Line.only("GET", "/api/unregistered", EnumSet.of(TECHNICIAN, ENGINEER, ADMINISTRATOR)),
          Line.only("GET", "/api/quarantine", DATA),
          Line.only("GET", "/api/quarantine/causes", DATA),
          Line.only("POST", "/api/quarantine/replay", DATA),
          Line.only("GET", "/export.csv", EnumSet.of(ENGINEER, EVALUATOR, ADMINISTRATOR)),
          Line.only("GET", "/audit.csv", EnumSet.of(ADMINISTRATOR)));

  private static Everyone everyone;

  /// @param isOpen whether nobody in particular may ask, too
  private record Line(String method, String path, boolean isOpen, Set<Role> roles) {

    static Line open(String method, String path) {
      return new Line(method, path, true, EnumSet.allOf(Role.class));
    }

    static Line only(String method, String path, Set<Role> roles) {
      return new Line(method, path, false, roles);
    }

    HttpRequest.Builder request() {
      return everyone.request(
          method,
          switch (path) {
            case "/lib/uplot/" -> path + "uPlot.min.css";
            case "/export.csv" -> path + "?pilot=water";
            default -> path.replace(":site", "hase-1");
          });
    }
  }

  @BeforeAll
  static void start() {
    everyone = new Everyone(false);
    everyone.riverside().withGauge("70b3d57ba0000001", "hase-1");
  }

  @AfterAll
  static void stop() {
    everyone.close();
  }

  static Stream<Line> lines() {
    return TABLE.stream();
  }

  @Test
  void theTableHasEveryRoute() {
    var routes =
        everyone.router().getRoutes().stream()
            .filter(route -> route.getPath() != null)
            .flatMap(RoutesIT::described)
            .sorted()
            .toList();

    assertEquals(
        TABLE.stream().map(line -> line.method + " " + line.path).sorted().toList(), routes);
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

  @ParameterizedTest
  @MethodSource("lines")
  void whoIsNotSignedInSeesWhatIsOpen(Line line) throws Exception {
    var status = everyone.status(line.request());

    assertEquals(!line.isOpen, status == 401, () -> line + " answers " + status);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whoIsSignedInMayWhatTheirRoleMay(Line line) throws Exception {
    for (var role : Role.values()) {
      var status = everyone.status(everyone.asPageOf(role, line.request()));

      assertAnswer(line, role, status);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aTokenMayWhatTheRoleOfItsAccountMay(Line line) throws Exception {
    for (var role : Role.values()) {
      var scope = role.permissions();

      assertAnswer(line, role, everyone.status(everyone.withToken(role, scope, line.request())));
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aTokenForSomethingElseOpensNothing(Line line) throws Exception {
    var others = EnumSet.of(Permission.READ_REMARKS);
    if (line.isOpen || line.path.endsWith("remarks")) {
      return;
    }

    assertEquals(403, everyone.status(everyone.withToken(ADMINISTRATOR, others, line.request())));
  }

  private static void assertAnswer(Line line, Role role, int status) {
    var may = line.roles.contains(role);
    // The login itself wants a name and a password.
    var isUnderstood = status == 200 || status == 204 || line.path.equals("/api/login");

    assertEquals(!may, status == 403, () -> line + " answers " + role + " with " + status);
    assertEquals(
        may, isUnderstood && status != 401, () -> line + " answers " + role + " with " + status);
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
