package pilotfeld.ingest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.ingest.page.Depot.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.NetworkServer;
import pilotfeld.ingest.fault.Service;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.store.Database;

/// A technician with a phone, and the program as it is delivered, killed while the phone sends.
class FieldKillIT {

  private static final String PASSWORD = "the broker's password for us";
  private static final int REGISTRATIONS = 20;

  @TempDir private static Path folder;
  @AutoClose private static Chromium chromium;

  @AutoClose("stop")
  private static NetworkServer network;

  @TempDir private Path browser;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    network = NetworkServer.start(folder, "pilotfeld", PASSWORD);
  }

  @Test
  void twentyRegistrationsMadeOfflineAreThereOnceThoughTheServiceIsKilled() throws Exception {
    var database = TestDatabase.create();
    var jdbi = Jdbi.create(database.url(), database.user(), database.password());
    try (var opened = Database.open(database)) {
      var registrar = new Registrar(opened.jdbi());
      registrar.models(ModelFolders.builtIn());
      Depot.fill(registrar, jdbi);
    }
    var settings = new HashMap<>(network.settings("PILOTFELD_MQTT_", PASSWORD));
    settings.put("PILOTFELD_MQTT_CLIENT_ID", "killed");
    settings.put("PILOTFELD_DB_URL", database.url());
    settings.put("PILOTFELD_DB_USER", database.user());
    settings.put("PILOTFELD_DB_PASSWORD", database.password());
    settings.put("PILOTFELD_ADMIN_PASSWORD", "a password for tests");
    settings.put("PILOTFELD_STATE", folder.resolve("state").toString());
    try (var service = new Service(settings, folder.resolve("service.log")).start();
        var phone = chromium.phone(browser, service.at("/"))) {
      phone.prepare("technician", Depot.technician(jdbi));
      phone.offline(true);
      for (var number = 0; number < REGISTRATIONS; number++) {
        queue(phone, device(10 + number), "shaft-" + number);
      }
      phone.open("#queue");
      assertThat(phone.page().locator(".task.waiting")).hasCount(REGISTRATIONS);
      phone.offline(false);
      phone.slow();
      assertTrue(Eventually.within(Duration.ofSeconds(30), () -> count(jdbi) >= 3));
      service.kill();
      var killedAt = count(jdbi);
      service.start();
      phone.press("Send now");

      assertThat(phone.page().locator(".task.done")).hasCount(REGISTRATIONS);
      System.out.println("killed after " + killedAt + " of " + REGISTRATIONS + " registrations");
      assertTrue(killedAt < REGISTRATIONS, "killed too late");
      assertEquals(REGISTRATIONS, count(jdbi));
      assertEquals(
          List.of(REGISTRATIONS + " " + REGISTRATIONS + " " + REGISTRATIONS),
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          "SELECT concat_ws(' ', count(*), count(DISTINCT device), count(DISTINCT site)) FROM deployment")
                      .mapTo(String.class)
                      .list()));
    }
  }

  // As the page itself queues it.
  private static void queue(Phone phone, String device, String site) {
    phone
        .page()
        .evaluate(
            """
            async ([device, site]) => (await import('/field/queue.js')).enqueue({kind: 'register', device, siteName: site,
              body: {code: device, model: null, site: null, newSite: {id: site, pilot: 'water', name: site, latitude: 52.28, longitude: 8.05}}})
            """,
            List.of(device, site));
  }

  private static long count(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM deployment").mapTo(Long.class).one());
  }
}
