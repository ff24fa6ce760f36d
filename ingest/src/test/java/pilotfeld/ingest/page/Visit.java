package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import pilotfeld.ingest.RunningSystem;

/// One person's visit to the page, who minds errors on the console, dialogs of the browser, and
/// requests to other hosts.
final class Visit implements AutoCloseable {

  private final BrowserContext context;
  private final RunningSystem system;
  private final Page page;
  private final List<String> trouble = new CopyOnWriteArrayList<>();

  Visit(BrowserContext context, RunningSystem system) {
    this.context = context;
    this.system = system;
    this.page = context.newPage();
    page.onConsoleMessage(this::hear);
    page.onPageError(trouble::add);
    page.onDialog(
        dialog -> {
          trouble.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> watch(URI.create(request.url())));
  }

  static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setLocale("en-GB").setTimezoneId("Europe/Berlin");
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      trouble.add(message.text());
    }
  }

  private void watch(URI address) {
    if (address.getScheme().startsWith("http")
        && !address.getAuthority().equals(system.at("/").getAuthority())) {
      trouble.add("a request to " + address.getAuthority());
    }
  }

  /// @param place behind the address of the page, such as #export
  Visit open(String place) {
    page.navigate(system.at("/" + place).toString());
    assertThat(page.locator("section.pilot")).hasCount(Neighbourhood.PILOTS);
    return this;
  }

  Page page() {
    return page;
  }

  /// Asks to be let in; another attempt follows in the same dialog.
  void signIn(String password) {
    page.locator("#session button").click();
    page.locator("dialog input[name=name]").fill("admin");
    tryPassword(password);
  }

  void tryPassword(String password) {
    var dialog = page.locator("dialog");
    dialog.locator("input[name=password]").fill(password);
    dialog
        .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
  }

  void signInAsAdministrator() {
    signIn(system.password());
    assertThat(page.locator("dialog")).hasCount(0);
  }

  void assertFitsTheScreen() {
    assertEquals(0, page.evaluate("document.documentElement.scrollWidth - innerWidth"));
  }

  /// What a browser itself writes to the console when a request is refused.
  void expectRefusal(int status) {
    assertEquals(1, trouble.size(), trouble::toString);
    assertEquals(true, trouble.removeFirst().contains("status of " + status));
  }

  void assertWithoutTrouble() {
    assertEquals(List.of(), trouble);
  }

  @Override
  public void close() {
    context.close();
  }
}
