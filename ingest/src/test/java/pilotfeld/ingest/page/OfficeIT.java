package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the page shows to people with an account.
class OfficeIT {

  private static Chromium chromium;
  private static Neighbourhood neighbourhood;
  private Visit visit;

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

  @BeforeEach
  void come() {
    visit = chromium.visit(neighbourhood);
  }

  @AfterEach
  void leave() {
    try (var _ = visit) {
      visit.assertWithoutTrouble();
    }
  }

  @Test
  void aWrongLoginIsRefusedInWordsAndTheRightOneOpensTheQuarantine() {
    var page = visit.open("#quarantine").page();
    assertThat(page.locator("#view-quarantine")).containsText("Please sign in");

    visit.signIn("wrong");
    assertThat(page.locator("dialog .form-error")).hasText("Name or password is wrong.");
    visit.expectRefusal(401);

    visit.tryPassword(neighbourhood.system().password());
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator(".held").first()).isVisible();
  }

  @Test
  void theQuarantineShowsReasonOriginAndBytes() {
    var page = visit.open("#quarantine").page();
    visit.signInAsAdministrator();

    var held = page.locator(".held").first();
    assertThat(held.locator("h2"))
        .hasText(
            "“"
                + Neighbourhood.MARKUP
                + "” is no name of a device: lower-case letters, digits, . _ -");
    assertThat(held.locator(".origin")).containsText("up/" + Neighbourhood.MARKUP);
    assertThat(held.locator("code")).hasText("6e 6f 20 53 65 6e 4d 4c");
  }

  @Test
  void whoSignsOutSeesTheQuarantineNoMore() {
    var page = visit.open("#quarantine").page();
    visit.signInAsAdministrator();
    assertThat(page.locator(".held").first()).isVisible();

    page.locator("#session button").click();

    assertThat(page.locator(".held")).hasCount(0);
    assertThat(page.locator("#view-quarantine")).containsText("Please sign in");
  }

  @Test
  void theQuarantineFitsOnAPhone() {
    try (var phone = chromium.visitByPhone(neighbourhood)) {
      var page = phone.open("#quarantine").page();
      phone.signInAsAdministrator();
      assertThat(page.locator(".held").first()).isVisible();

      phone.assertFitsTheScreen();
      phone.assertWithoutTrouble();
    }
  }
}
