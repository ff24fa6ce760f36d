package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;

/// A technician's phone at the page `/field/`, which minds errors, targets that are too small, and
/// what axe finds.
final class Phone implements AutoCloseable {

  /// The least height and width of what is touched, in CSS pixels.
  private static final int TARGET = 56;

  private static final int LATENCY_MILLIS = 100;
  private static final int BYTES_PER_SECOND = 30_000;

  private static final Path PICTURES = Path.of("target", "field");
  private static final String AXE = axe();
  private static final String VIOLATIONS =
      "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))";
  private static final String SMALL =
      """
      least => [...document.querySelectorAll('main a, main button, main select, main textarea, main input, header a, header button, summary')]
        .filter(node => !node.closest('.leaflet-container') && node.getClientRects().length > 0 && !(['checkbox', 'radio', 'file'].includes(node.type)))
        .filter(node => { const box = (node.closest('summary') ?? node).getBoundingClientRect(); return box.height < least - 0.5 || box.width < least - 0.5 })
        .map(node => node.outerHTML.slice(0, 120) + ' ' + Math.round(node.getBoundingClientRect().height))
      """;

  private static final String WIDER =
      "document.documentElement.scrollWidth > innerWidth ? [document.documentElement.scrollWidth] : []";

  private final BrowserContext context;
  private final URI system;
  private final Page page;
  private final List<String> trouble = new CopyOnWriteArrayList<>();

  Phone(BrowserContext context, URI system) {
    this.context = context;
    this.system = system;
    this.page = context.pages().getFirst();
    page.onPageError(trouble::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !isOfTheNetwork(message.text())) {
            trouble.add(message.text());
          }
        });
  }

  // A browser itself says so of whatever finds no network, or a service that is away.
  private static boolean isOfTheNetwork(String text) {
    return text.startsWith("Failed to load resource");
  }

  static LaunchPersistentContextOptions options(Path program) {
    return new LaunchPersistentContextOptions()
        .setExecutablePath(program)
        .setLocale("en-GB")
        .setTimezoneId("Europe/Berlin")
        .setViewportSize(390, 780)
        .setDeviceScaleFactor(2)
        .setIsMobile(true)
        .setHasTouch(true)
        .setGeolocation(new Geolocation(52.2801, 8.0501))
        .setPermissions(List.of("geolocation"));
  }

  Page page() {
    return page;
  }

  Phone open(String place) {
    page.navigate(system.resolve("/field/" + place).toString());
    assertThat(page.locator("main h1")).isVisible();
    return this;
  }

  /// Signs in, fetches the lists, and waits until the shell is kept.
  Phone prepare(String name, String password) {
    open("");
    page.locator("#session button").click();
    page.locator("dialog input[name=name]").fill(name);
    page.locator("dialog input[name=password]").fill(password);
    page.locator("dialog button[type=submit]").click();
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator("main")).containsText("Lists as of");
    page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    return this;
  }

  void offline(boolean isOffline) {
    context.setOffline(isOffline);
  }

  /// From now on it has a network as poor as one is beside a transformer station.
  void slow() {
    var conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", LATENCY_MILLIS);
    conditions.addProperty("downloadThroughput", BYTES_PER_SECOND);
    conditions.addProperty("uploadThroughput", BYTES_PER_SECOND);
    context.newCDPSession(page).send("Network.emulateNetworkConditions", conditions);
  }

  /// A photo of a QR code.
  void photograph(String code) {
    page.locator("input[name=code-photo]")
        .setInputFiles(new FilePayload("code.png", "image/png", png(qr(code))));
  }

  void photographTheMounting() {
    page.locator("input[name=mounting]")
        .setInputFiles(
            new FilePayload(
                "mounting.png",
                "image/png",
                png(new BufferedImage(1800, 1200, BufferedImage.TYPE_INT_RGB))));
  }

  void press(String words) {
    button(words).click();
  }

  Locator button(String words) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words));
  }

  /// The screen as it is now: a picture of it is kept, everything that is touched is large, nothing
  /// is wider than the phone, and axe finds nothing. What is wrong is trouble, said at the end.
  void look(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    mind(name + " has small targets", page.evaluate(SMALL, TARGET));
    mind(name + " is too wide", page.evaluate(WIDER));
    page.evaluate(AXE);
    mind(name + ", axe", page.evaluate(VIOLATIONS));
  }

  private void mind(String what, Object found) {
    if (!List.of().equals(found)) {
      trouble.add(what + ": " + found);
    }
  }

  void assertWithoutTrouble() {
    assertEquals(List.of(), trouble);
  }

  private static BufferedImage qr(String code) {
    try {
      var side = 400;
      var matrix = new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, side, side);
      var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      for (var y = 0; y < side; y++) {
        for (var x = 0; x < side; x++) {
          image.setRGB(x, y, (matrix.get(x, y) ? Color.BLACK : Color.WHITE).getRGB());
        }
      }
      return image;
    } catch (WriterException e) {
      throw new IllegalArgumentException(code, e);
    }
  }

  private static byte[] png(BufferedImage image) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String axe() {
    try (var file = Phone.class.getResourceAsStream("/axe.min.js")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
