package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the page shows to people with an account.
class OfficeIT {

  private static final String LEVELS =
      """
      SELECT date_trunc('milliseconds', time) AS time, site, quantity, value::text AS value, unit, quality
        FROM dash_reading WHERE pilot = 'water-level' AND quantity = 'distance' ORDER BY site, series_id, time
      """;

  @RegisterExtension static final Visitors visitors = new Visitors();

  private Visit visit;

  @BeforeEach
  void come() {
    visit = visitors.atADesk();
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

    visit.tryPassword(visitors.system().password());
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator("#view-quarantine .held").first()).isVisible();
  }

  @Test
  void theQuarantineShowsReasonOriginAndBytes() {
    var page = visit.open("#quarantine").page();
    visit.signInAsAdministrator();

    var held = page.locator("#view-quarantine .held").first();
    assertThat(held.locator("h2"))
        .hasText(
            "“"
                + Neighbourhood.MARKUP
                + "” is no name of a device: lower-case letters, digits, . _ -");
    assertThat(held.locator(".origin")).containsText("up/" + Neighbourhood.MARKUP);
    assertThat(held.locator("h2 [lang=en]")).hasCount(1);
    assertThat(held.locator("code")).hasText("no SenML");

    held.getByText("As hex").click();

    assertThat(held.locator("code")).hasText("6e 6f 20 53 65 6e 4d 4c");
  }

  @Test
  void jsonIsShownInLinesAndOtherwiseAsItCame() {
    var page = visit.open("#quarantine").page();
    visit.signInAsAdministrator();

    var code = page.locator("#view-quarantine .held code").nth(1);

    assertThat(code).containsText("\"distance\": 1.50,");
    assertEquals(
        """
        {
          "distance": 1.50,
          "note": "<b>\\u{202e}",
          "list": [],
        }\
        """,
        code.textContent());
  }

  @Test
  void whyTheLastMessageGaveNoReadingIsToldToWhoIsSignedIn() {
    var page = visit.open("#site/markup-1").page();
    var remarks = page.locator(".remarks");
    assertThat(remarks).containsText("The last message of this device gave no reading.");
    assertThat(remarks.locator("li")).hasCount(0);

    visit.signInAsAdministrator();

    assertThat(remarks.locator("li"))
        .containsText("it has none of the fields of the model pilotfeld-senml-level");
  }

  @Test
  void oneReasonCanBeChosenAndItsMessagesReadAgain() {
    var page = visit.open("#quarantine").page();
    visit.signInAsAdministrator();
    var cause =
        page.locator("#view-quarantine .causes li")
            .filter(new Locator.FilterOptions().setHasText("is no name of a device"));

    cause.locator(".cause").click();
    assertThat(cause.locator(".cause")).hasAttribute("aria-pressed", "true");
    cause.locator("button.small").click();

    assertThat(page.locator("#view-quarantine .amount"))
        .containsText(Pattern.compile("^0 of \\d+ are understood now\\.$"));
    assertThat(page.locator("#view-quarantine .held").first()).isVisible();
  }

  @Test
  void whoSignsOutSeesTheQuarantineNoMore() {
    var page = visit.open("#quarantine").page();
    visit.signInAsAdministrator();
    assertThat(page.locator("#view-quarantine .held").first()).isVisible();

    page.locator("#session button").click();

    assertThat(page.locator("#view-quarantine .held")).hasCount(0);
    assertThat(page.locator("#view-quarantine")).containsText("Please sign in");
  }

  @Test
  void whoIsSignedInSeesWhichDevicesWaitAndNobodyElse() {
    var page = visit.open("#unregistered").page();
    var waiting = page.locator("#view-unregistered .held h2");
    assertThat(page.locator("#view-unregistered .command")).containsText("device add DEVICE");
    assertThat(waiting).hasCount(0);

    visit.signInAsAdministrator();

    assertThat(waiting).hasText("0250494c4f540506");
  }

  @Test
  void theQuarantineFitsOnAPhone() {
    try (var phone = visitors.byPhone()) {
      var page = phone.open("#quarantine").page();
      phone.signInAsAdministrator();
      assertThat(page.locator("#view-quarantine .held").first()).isVisible();

      phone.assertFitsTheScreen();
      phone.assertWithoutTrouble();
    }
  }

  @Test
  void theExportHasTheRowsOfTheView() throws IOException {
    var page = visit.open("#export").page();
    visit.signInAsAdministrator();
    page.locator("select[name=pilot]").selectOption("water-level");
    page.locator("select[name=quantity]").selectOption("distance");

    var rows = rows(download());

    assertTrue(rows.size() > 20, () -> rows.size() + " rows");
    assertLinesMatch(levels(), rows);
  }

  @Test
  void theExportAsItIsOfferedAsksForTheLoginAndComes() {
    var page = visit.open("#export").page();
    page.locator(".export button[type=submit]").click();
    page.locator("dialog input[name=name]").fill("admin");

    var file = page.waitForDownload(() -> visit.tryPassword(visitors.system().password()));

    assertEquals("markup.csv", file.suggestedFilename());
    assertNull(file.failure());
  }

  private Path download() {
    var page = visit.page();
    return page.waitForDownload(() -> page.locator(".export button[type=submit]").click()).path();
  }

  private static List<String> rows(Path file) throws IOException {
    try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      return csv.stream().map(OfficeIT::fields).toList();
    }
  }

  private static String fields(NamedCsvRecord row) {
    return String.join(
        " ",
        OffsetDateTime.parse(row.getField("time")).toInstant().toString(),
        row.getField("site"),
        row.getField("quantity"),
        row.getField("value"),
        row.getField("unit"),
        row.getField("quality"));
  }

  private static List<String> levels() {
    return visitors
        .system()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(LEVELS)
                    .map(
                        (row, _) ->
                            String.join(
                                " ",
                                row.getTimestamp("time").toInstant().toString(),
                                row.getString("site"),
                                row.getString("quantity"),
                                row.getString("value"),
                                row.getString("unit"),
                                row.getString("quality")))
                    .list());
  }
}
