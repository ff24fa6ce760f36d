package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The contract, as people read it and try it at `/api`.
class ContractPageIT {

  @RegisterExtension static final Visitors visitors = new Visitors();

  @Test
  void everyOperationIsShownWithoutAScriptOfOthers() {
    try (var visit = visitors.atADesk()) {
      var page = visit.page();
      page.navigate(visitors.system().at("/api").toString());

      assertThat(page.locator(".opblock").first()).isVisible();
      assertThat(page.locator("#operations-sites-createSite")).isVisible();
      shoot(visit, "api.png");
      page.locator("#operations-sites-createSite .opblock-summary-control").click();
      assertThat(page.locator("#operations-sites-createSite")).containsText("Idempotency-Key");
      shoot(visit, "api-operation.png");
      visit.assertWithoutTrouble();
    }
  }

  @Test
  void itFitsAPhoneAndSpeaksGermanAround() {
    try (var visit = visitors.byPhone()) {
      var page = visit.page();
      page.navigate(visitors.system().at("/api?lang=de").toString());

      assertThat(page.locator(".opblock").first()).isVisible();
      assertThat(page.locator(".lead").first()).containsText("wer es darf");
      visit.assertFitsTheScreen();
      shoot(visit, "api-phone.png");
      visit.assertWithoutTrouble();
    }
  }

  @Test
  void whatIsTriedIsDoneAsWhoeverIsSignedIn() {
    try (var visit = visitors.atADesk()) {
      visit.open("").signInAsAdministrator();
      var page = visit.page();
      page.navigate(visitors.system().at("/api").toString());
      var operation = page.locator("#operations-pilots-createPilot");
      operation.locator(".opblock-summary-control").click();
      operation.locator(".try-out__btn").click();
      operation.locator("textarea").fill("{\"id\":\"tried\",\"title\":\"Tried\"}");
      operation.locator("button.execute").click();

      assertThat(operation.locator(".live-responses-table tr.response .response-col_status"))
          .containsText("201");
      assertEquals(1, made("tried"));
    }
  }

  private static int made(String pilot) {
    var query =
        "SELECT count(*) FROM audit WHERE action = 'pilot_added' AND subject = :pilot AND actor = 'admin' AND way = 'login'";
    return visitors
        .system()
        .jdbi()
        .withHandle(
            handle -> handle.createQuery(query).bind("pilot", pilot).mapTo(Integer.class).one());
  }

  private static void shoot(Visit visit, String name) {
    visit
        .page()
        .screenshot(new ScreenshotOptions().setPath(Path.of("target", "screenshots", name)));
  }
}
