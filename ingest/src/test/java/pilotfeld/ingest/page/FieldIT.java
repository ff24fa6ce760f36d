package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static pilotfeld.ingest.page.Depot.device;
import static pilotfeld.ingest.page.Depot.sticker;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.NetworkServer;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.Uplinks;
import pilotfeld.processing.registry.Registrar;

/// A technician with a phone, from the sticker to the green light.
class FieldIT {

  private static final String PASSWORD = "the broker's password for us";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static NetworkServer network;
  private static RunningSystem system;
  private static String password;

  @TempDir private Path browser;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    network = NetworkServer.start(folder, "pilotfeld", PASSWORD);
    system = new RunningSystem(network.settings("PILOTFELD_MQTT_", PASSWORD));
    Depot.fill(system.application().registrar(), system.jdbi());
    password = Depot.technician(system.jdbi());
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
    if (network != null) {
      network.stop();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void nobodyIsAnywhere() {
    system.jdbi().useHandle(handle -> handle.execute("DELETE FROM deployment"));
  }

  private Phone phone() {
    return chromium.phone(browser, system.at("/"));
  }

  @Test
  void fromTheStickerToTheGreenLightAndThenASwap() throws Exception {
    String check;
    try (var phone = phone()) {
      phone.prepare("technician", password).look("1-home");
      phone.offline(true);
      phone.open("");
      assertThat(phone.page().locator("#net")).containsText("Offline");
      phone.look("2-offline");
      mountOffline(phone);
      check = phone.page().url().replaceFirst(".*#", "#");
      phone.assertWithoutTrouble();
    }
    assertEquals(List.of(), placements());
    try (var phone = phone()) {
      phone.offline(true);
      phone.open("#queue");
      assertThat(phone.page().locator(".task.waiting")).hasCount(2);
      phone.look("7-queue");
      phone.offline(false);
      assertThat(phone.page().locator(".task.done")).hasCount(2);
      assertEquals(List.of("hase-fledder " + device(1)), placements());
      assertEquals(1, number("SELECT count(*) FROM site_photo WHERE site = 'hase-fledder'"));
      becomeGreen(phone, check);
      swap(phone);
      phone.assertWithoutTrouble();
    }
  }

  private static void mountOffline(Phone phone) {
    var page = phone.page();
    page.locator("a.action.mount").click();
    phone.look("3-scan");
    phone.photograph(sticker(device(1)));
    assertThat(page.locator(".found")).containsText("The photo is kept");
    page.locator(".next").click();
    assertThat(page.locator(".choice").first()).containsText("Hase Fledder");
    phone.look("4-site");
    phone.press("Map");
    assertThat(page.locator(".map canvas")).isVisible();
    phone.look("4-map");
    phone.press("List");
    page.locator(".choice").first().click();
    phone.photographTheMounting();
    assertThat(page.locator(".photo canvas")).isVisible();
    phone.look("5-photo");
    page.locator(".next").click();
    phone.look("5-confirm");
    phone.press("Register");
    assertThat(page.locator(".verdict")).containsText("Kept on the phone");
    phone.look("6-kept");
  }

  private static void becomeGreen(Phone phone, String check) throws Exception {
    var page = phone.page();
    phone.open(check);
    var verdict = page.locator(".verdict");
    assertThat(verdict).containsText("No contact yet");
    phone.look("8-waiting");
    join(device(1));
    assertThat(verdict).containsText("Joined, but no reading yet");
    hear(device(1), 0);
    hear(device(1), 1);
    assertThat(verdict).hasAttribute("data-grade", "GOOD");
    assertThat(page.locator("main")).containsText("20.0 dB at SF9");
    assertThat(page.locator("main")).containsText("1,234");
    assertThat(verdict).containsText("One gateway alone");
    phone.look("9-green");
  }

  private static void swap(Phone phone) {
    var page = phone.page();
    phone.open("");
    phone.press("Reload the lists");
    assertThat(phone.button("Reload the lists")).isEnabled();
    page.locator("a.action.swap").click();
    page.locator(".choice", new Page.LocatorOptions().setHasText("Hase Fledder")).click();
    phone.photograph("https://example.com/ct305");
    assertThat(page.locator(".found")).containsText("This code is a web address");
    phone.look("10-wrong-sticker");
    phone.photograph(sticker(device(2)));
    assertThat(page.locator(".found")).containsText("on the delivery list");
    phone.look("11-swap-scan");
    page.locator(".next").click();
    phone.look("12-swap-confirm");
    phone.press("Register the swap");
    assertThat(page.locator(".verdict")).containsText("No contact yet");
    assertEquals(List.of("hase-fledder " + device(2)), placements());
  }

  @Test
  void aConflictIsShownAndSolved() {
    var registrar = system.application().registrar();
    registrar.place(
        new Registrar.Placement(
            device(3),
            Depot.MODEL,
            "gully-7",
            Instant.parse("2026-01-01T00:00:00Z"),
            Optional.empty()));
    try (var phone = phone()) {
      phone.prepare("technician", password);
      phone.offline(true);
      mountTyped(phone, device(3), "Hase Neumarkt");
      phone.open("#queue");
      phone.offline(false);

      var task = phone.page().locator(".task.conflict");
      assertThat(task).containsText("is at the site Gully 7 already");
      phone.look("13-conflict");
      task.locator("button", new Locator.LocatorOptions().setHasText("It is here now")).click();

      assertThat(phone.page().locator(".task.done")).hasCount(1);
      assertEquals(List.of("hase-neumarkt " + device(3)), placements());
      phone.assertWithoutTrouble();
    }
  }

  private static void mountTyped(Phone phone, String device, String site) {
    var page = phone.page();
    phone.open("#mount");
    page.locator("input[name=code]").fill(device);
    phone.press("Use it");
    page.locator(".next").click();
    page.locator(".choice", new Page.LocatorOptions().setHasText(site)).click();
    page.locator(".next").click();
    phone.press("Register");
    assertThat(page.locator(".verdict")).containsText("Kept on the phone");
  }

  @Test
  void aNewSiteIsMadeAndADeviceTriedOutInGerman() {
    try (var phone = phone()) {
      phone.prepare("technician", password);
      phone.open("?lang=de#mount");
      var page = phone.page();
      page.locator("input[name=code]").fill("yy-1005");
      phone.press("Übernehmen");
      assertThat(page.locator(".found")).containsText("auf der Lieferliste");
      page.locator(".next").click();
      assertThat(page.locator("main")).containsText("Position auf");
      page.locator(".new-site summary").click();
      page.locator("select[name=pilot]").selectOption("water");
      page.locator("select[name=asset]").selectOption("ONS 0815");
      page.locator("input[name=height]").fill("2.5");
      page.locator("textarea[name=note]").fill("links neben der Tür");
      phone.look("14-neuer-standort");
      page.locator(".new-site button[type=submit]").click();
      page.locator(".next").click();
      phone.press("Montage eintragen");
      assertThat(page.locator(".verdict")).containsText("Noch kein Kontakt");
      phone.look("15-warten");
      assertEquals(
          List.of("Fledder West ONS 0815 2.5 links neben der Tür"),
          texts(
              "SELECT concat_ws(' ', name, asset, mounting_height_metres, note) FROM site WHERE id LIKE 'fledder-west-%'"));
      phone.open("#test");
      page.locator("input[name=code]").fill(device(6));
      phone.press("Übernehmen");
      page.locator(".next").click();
      page.locator(".choice").click();
      phone.press("Test starten");
      assertThat(page.locator(".verdict")).containsText("zählt in keiner Auswertung");
      phone.assertWithoutTrouble();
    }
  }

  private static void join(String device) throws Exception {
    var body =
        "{\"deduplicationId\":\"%s\",\"time\":\"%s\",\"deviceInfo\":{\"devEui\":\"%s\"},\"devAddr\":\"00189440\"}"
            .formatted(UUID.randomUUID(), Instant.now(), device);
    network.publish(
        "application/a/device/" + device + "/event/join", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void hear(String device, long counter) throws Exception {
    network.publish(
        Uplinks.topic(device), Uplinks.json(device, UUID.randomUUID(), counter, Instant.now()));
  }

  private static List<String> placements() {
    return texts("SELECT site || ' ' || device FROM deployment WHERE ends_at IS NULL ORDER BY 1");
  }

  private static List<String> texts(String query) {
    return system.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static long number(String query) {
    return system.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
