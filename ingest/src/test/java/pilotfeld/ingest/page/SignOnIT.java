package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.LogLines;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.secret.MasterSecret;

/// People of an organisation sign in at its own Keycloak, with a real browser.
class SignOnIT {

  private static final String TRAIL =
      "SELECT way || ' ' || action FROM audit WHERE actor = 'anna' ORDER BY id";

  private static Chromium chromium;
  private static Keycloak keycloak;
  private static RunningSystem system;
  private static LogLines log;
  private Visit visit;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    var port = RunningSystem.freeTcpPort();
    keycloak = Keycloak.start("http://localhost:" + port + "/sign-on/callback");
    log = new LogLines();
    system =
        RunningSystem.at(
            port,
            Map.of(
                "PILOTFELD_SECRET_KEY",
                MasterSecret.random(),
                "PILOTFELD_OIDC_ISSUER",
                keycloak.issuer(),
                "PILOTFELD_OIDC_CLIENT_ID",
                Keycloak.CLIENT,
                "PILOTFELD_OIDC_CLIENT_SECRET",
                Keycloak.SECRET,
                "PILOTFELD_OIDC_ROLE_CLAIM",
                "realm_access.roles",
                "PILOTFELD_OIDC_ROLES",
                "pilots-field=technician pilots-data=engineer"));
  }

  @AfterAll
  static void stop() {
    for (var part : new AutoCloseable[] {system, keycloak, chromium, log}) {
      close(part);
    }
  }

  private static void close(AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void come() {
    visit = chromium.visit(system);
    visit.page().navigate(system.at("/").toString());
  }

  @AfterEach
  void leave() {
    visit.close();
  }

  @Test
  void somebodyOfTheOrganisationSignsInThereAndIsKnownHere() throws Exception {
    var page = visit.page();
    page.locator("#session button").click();
    page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "sign-on.png")));
    signInThere(page, "anna");

    assertThat(page.locator("#session button")).hasText("Sign out");
    assertThat(page).hasURL(system.at("/").toString());
    assertEquals(
        "{name: anna, role: technician}",
        page.evaluate(
            "fetch('/api/login').then(r => r.json()).then(v => `{name: ${v.name}, role: ${v.role}}`)"));
    assertEquals(List.of("sign_on account_added", "sign_on login"), trail());
    for (var secret : List.of(Keycloak.SECRET, Keycloak.PASSWORD)) {
      assertFalse(log.all().toString().contains(secret));
    }
  }

  @Test
  void whoHasNoRoleHereIsToldSo() {
    var page = visit.page();
    page.locator("#session button").click();
    signInThere(page, "guest");

    assertThat(page.locator("dialog .form-error"))
        .hasText(
            "This account has no role here. The organisation’s administrators can give it one.");
    page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "sign-on-no-role.png")));
    assertThat(page).hasURL(system.at("/").toString());
  }

  @Test
  void whoComesFromNowhereOrWithAnothersStateIsNotLetIn() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var begun =
          http.send(
              HttpRequest.newBuilder(system.at("/sign-on")).build(), BodyHandlers.discarding());
      var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
      assertEquals(303, begun.statusCode());
      assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Lax"), cookie);

      for (var own : List.of("", cookie.split(";")[0])) {
        var request =
            HttpRequest.newBuilder(system.at("/sign-on/callback?code=any&state=guess"))
                .header("Cookie", own);
        var answer = http.send(request.build(), BodyHandlers.discarding());
        assertEquals("/?sign-on=expired", answer.headers().firstValue("Location").orElse(""));
        assertTrue(
            answer.headers().allValues("Set-Cookie").stream()
                .noneMatch(each -> each.startsWith("pilotfeld_login=")));
      }
    }
  }

  @Test
  void anAccountOfThePageGoesOnBesideIt() {
    visit.signInAsAdministrator();

    assertThat(visit.page().locator("#session button")).hasText("Sign out");
  }

  private static void signInThere(Page page, String name) {
    page.getByText("Sign in with the organisation’s account").click();
    page.locator("input[name=username]").fill(name);
    page.locator("input[name=password]").fill(Keycloak.PASSWORD);
    page.locator("[name=login]").click();
  }

  private static List<String> trail() {
    return system.jdbi().withHandle(handle -> handle.createQuery(TRAIL).mapTo(String.class).list());
  }
}
