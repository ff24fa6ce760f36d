package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page, as people use it.
class PageIT {

  private static final List<String> TERMS =
      List.of("received", "stored", "duplicate", "unregistered", "quarantined", "spooled");
  private static final String GAUGE = "hase-fledder-pegel";

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
  void theLawShowsTheNumbersOfTheStatus() throws Exception {
    var page = visit.open("").page();

    var status = ask("/api/status");
    for (var term : TERMS) {
      assertThat(page.locator(".law-part." + term + " .law-value"))
          .hasText(String.format(Locale.UK, "%,d", status.path(term).asLong()));
    }
    assertTrue(status.path("stored").asLong() > 500, status::toString);
    assertThat(page.locator(".law-verdict")).hasText("It adds up");
  }

  @Test
  void everyPilotIsThereWithItsSites() throws Exception {
    var page = visit.open("").page();

    for (var pilot : ask("/api/pilots")) {
      var section =
          page.locator("section[aria-labelledby='pilot-" + pilot.path("id").asText() + "']");
      assertThat(section.locator("h2")).hasText(pilot.path("title").asText());
      assertThat(section.locator(".question")).hasText(pilot.path("question").asText());
      assertThat(section.locator("h3"))
          .hasText(pilot.path("sites").findValuesAsText("name").toArray(String[]::new));
    }
    assertThat(page.locator("section.pilot")).hasCount(6);
  }

  @Test
  void aNewReadingAppearsWithoutReloading() {
    var page = visit.open("").page();
    assertThat(page.locator("#live")).hasText("Live");
    page.evaluate("window.neverReloaded = true");
    var stored = numberOf(page, "stored");

    visitors.neighbourhood().measure(1717);

    assertThat(site(page, GAUGE).locator(".readings")).containsText("1,717");
    assertThat(page.locator(".law-part.stored .law-value"))
        .hasText(String.format(Locale.UK, "%,d", stored + 1));
    assertEquals(true, page.evaluate("window.neverReloaded"));
  }

  @Test
  void aNewReadingAppearsInAnOpenChart() {
    var page = visit.open("#site/" + GAUGE).page();
    var facts = site(page, GAUGE).locator("figure .facts").first();
    assertThat(facts).containsText("mm to");

    visitors.neighbourhood().measure(2929);

    assertThat(facts).containsText("to 2,929");
  }

  @Test
  void openingASiteDrawsItsChartAndGoingBackClosesIt() {
    var page = visit.open("").page();

    site(page, GAUGE).locator(".site-open").click();

    var chart = site(page, GAUGE).locator("figure canvas").first();
    assertThat(chart).isVisible();
    assertTrue(inks(chart) > 3, "only one colour");
    assertThat(page).hasURL(Pattern.compile("#site/" + GAUGE + "$"));
    page.goBack();
    assertThat(site(page, GAUGE).locator("figure")).hasCount(0);
  }

  @Test
  void whoComesByALinkSeesTheSite() {
    var page = visit.open("#site/" + GAUGE).page();

    assertThat(site(page, GAUGE).locator("h3")).isInViewport();
    page.navigate(visitors.system().at("/#export").toString());
    page.navigate(visitors.system().at("/#site/" + GAUGE).toString());
    assertThat(site(page, GAUGE).locator("h3")).isInViewport();
  }

  @Test
  void whatThereIsNotIsSaid() {
    var page = visit.open("#site/atlantis").page();
    assertThat(page.locator("#view-overview")).containsText("There is no site “atlantis”.");

    page.navigate(visitors.system().at("/#atlantis").toString());
    assertThat(page.locator("#view-nowhere")).isVisible();

    page.navigate(visitors.system().at("/#").toString());
    assertThat(page.locator("#view-overview")).isVisible();
    assertThat(page.getByText("atlantis")).isHidden();
  }

  @Test
  void whoeverSkipsTheHeadStaysInTheView() {
    var page = visit.open("#export").page();

    page.locator(".skip").focus();
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile("#main$"));
    assertThat(page.locator("#view-export")).isVisible();
  }

  @Test
  void aSiteWithoutLoRaWanHasNoGateways() {
    var page = visit.open("#site/" + GAUGE).page();
    assertThat(site(page, GAUGE).locator("[data-key=device]")).containsText("hase-pegel-01");

    assertThat(site(page, GAUGE).locator("[data-key=gateways]")).hasCount(0);
  }

  @Test
  void ofADevicesOwnSeriesOnlyThoseOfTheOneThatIsThereAreShown() {
    var page = visit.open("").page();

    assertThat(site(page, "markup-1").locator(".reading .value")).hasText("3.99 V");
  }

  @Test
  void aDeviceWhoseLastMessageGaveNoReadingNeedsAttention() {
    var page = visit.open("").page();

    assertThat(site(page, "markup-1")).hasAttribute("data-state", "without reading");
    assertThat(site(page, "markup-1").locator(".contact")).containsText("no reading");
    assertThat(site(page, GAUGE).locator(".contact")).not().containsText("no reading");
  }

  @Test
  void whatTheSpoolSetAsideIsShownBesideTheLaw() {
    var page = visit.open("").page();
    assertThat(page.locator(".law-aside")).isHidden();

    setAside(3);
    assertThat(page.locator(".law-aside")).containsText("3 messages");
    assertThat(page.locator(".law-verdict")).hasText("It adds up");

    setAside(0);
    assertThat(page.locator(".law-aside")).isHidden();
  }

  private static void setAside(int messages) {
    visitors
        .system()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO spool (process, messages, bytes, set_aside, updated_at) VALUES ('elsewhere', 0, 0, ?, now())
                    ON CONFLICT (process) DO UPDATE SET set_aside = excluded.set_aside
                    """,
                    messages));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#site/" + GAUGE,
        "#site/markup-1",
        "#unregistered",
        "#quarantine",
        "#export",
        "#nothing"
      })
  void nothingIsWiderThanAPhone(String place) {
    try (var phone = visitors.byPhone()) {
      phone.open(place).assertFitsTheScreen();
      phone.assertWithoutTrouble();
    }
  }

  @Test
  void markupInNamesStaysText() {
    var page = visit.open("#site/markup-1").page();

    var pilot = page.locator("section[aria-labelledby='pilot-markup']");
    assertThat(pilot.locator("h2")).hasText(Neighbourhood.MARKUP);
    assertThat(pilot.locator("h3")).hasText(Neighbourhood.MARKUP);
    assertThat(pilot.locator(".question")).hasText("<b>fett</b>");
    assertThat(page.locator("img[src=x], .question b")).hasCount(0);
  }

  private static Locator site(Page page, String id) {
    return page.locator("li.site", new Page.LocatorOptions().setHas(page.locator("#detail-" + id)));
  }

  private static long numberOf(Page page, String term) {
    var value = page.locator(".law-part." + term + " .law-value");
    assertThat(value).hasText(Pattern.compile("\\d"));
    return Long.parseLong(value.textContent().replace(",", ""));
  }

  // Colours in a canvas, of which an empty one has one.
  private static int inks(Locator canvas) {
    return (int)
        canvas.evaluate(
            """
            canvas => new Set(new Uint32Array(canvas.getContext('2d')
              .getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size
            """);
  }

  private static JsonNode ask(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(visitors.system().get(path).body());
  }
}
