package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract, as people read it and try it at `/api`.
class ContractPageIT {

  private static Chromium chromium;
  private static Neighbourhood neighbourhood;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    neighbourhood = new Neighbourhood();
  }

  @AfterAll
  static void stop() {
    if (neighbourhood != null) {
      neighbourhood.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void everyOperationIsShownWithoutAScriptOfOthers() {
    try (var visit = chromium.visit(neighbourhood)) {
      var page = visit.page();
      page.navigate(neighbourhood.system().at("/api").toString());

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
    try (var visit = chromium.visitByPhone(neighbourhood)) {
      var page = visit.page();
      page.navigate(neighbourhood.system().at("/api?lang=de").toString());

      assertThat(page.locator(".opblock").first()).isVisible();
      assertThat(page.locator(".lead").first()).containsText("wer es darf");
      visit.assertFitsTheScreen();
      shoot(visit, "api-phone.png");
      visit.assertWithoutTrouble();
    }
  }

  private static void shoot(Visit visit, String name) {
    visit
        .page()
        .screenshot(new ScreenshotOptions().setPath(Path.of("target", "screenshots", name)));
  }
}
