package pilotfeld.ingest.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.RunningSystem;

/// The installed Chromium, steered by Playwright.
final class Chromium implements AutoCloseable {

  private static final double PATIENCE_MILLIS = 20_000;
  private static final String MISSING =
      "skipped: no Chromium is installed, apt-get install chromium, or name one by CHROMIUM";

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts it; skips the tests where there is none.
  static Chromium start() {
    var program = program();
    if (program.isEmpty()) {
      System.out.println(MISSING);
    }
    assumeTrue(program.isPresent(), MISSING);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program.get())));
  }

  private static Optional<Path> program() {
    return Stream.of(
            Optional.ofNullable(System.getenv("CHROMIUM")), Optional.of("/usr/bin/chromium"))
        .flatMap(Optional::stream)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Somebody at a desk.
  Visit visit(RunningSystem system) {
    return new Visit(browser.newContext(Visit.options()), system);
  }

  /// Somebody with a phone, where something is measured.
  Visit visitByPhone(RunningSystem system) {
    var phone = Visit.options().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true);
    return new Visit(browser.newContext(phone), system);
  }

  /// A technician's phone, which keeps in a folder what its browser keeps.
  ///
  /// @param system the address of the page
  Phone phone(Path folder, URI system) {
    return new Phone(
        playwright.chromium().launchPersistentContext(folder, Phone.options(program().get())),
        system);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
