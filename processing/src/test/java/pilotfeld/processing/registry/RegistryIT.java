package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.BrokenConnection;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registrar.Site;
import pilotfeld.processing.store.StoreUnavailable;

/// Each test has devices and sites of its own, on one database.
class RegistryIT {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private static Riverside riverside;
  private static Registrar registrar;

  @BeforeAll
  static void open() {
    riverside = Riverside.open();
    registrar = riverside.registrar();
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @Test
  void aDeviceIsAtASiteFromItsStartOnAndNoMoreAtItsEnd() {
    place("spelt-once", "70-B3-D5-7B-A0-00-00-01", MARCH, APRIL);

    var device = snapshot().device("70b3d57ba0000001").orElseThrow();

    var march = new Deployment("spelt-once", MARCH, Optional.of(APRIL));
    assertEquals(Optional.empty(), device.deploymentAt(MARCH.minusNanos(1)));
    assertEquals(Optional.of(march), device.deploymentAt(MARCH));
    assertEquals(Optional.of(march), device.deploymentAt(APRIL.minusNanos(1)));
    assertEquals(Optional.empty(), device.deploymentAt(APRIL));
  }

  @Test
  void aDeviceCannotBeAtTwoSitesAtOnce() {
    place("first", "70b3d57ba0000002", MARCH, MAY);

    assertEquals(
        "the device is at a site at that time already: end that deployment first",
        refusal(() -> place("second", "70b3d57ba0000002", APRIL, MAY.plusSeconds(1))));
    assertEquals(
        "the device is at a site at that time already: end that deployment first",
        refusal(() -> place("second", "70b3d57ba0000002", MARCH.minusSeconds(1), null)));
    place("second", "70b3d57ba0000002", MAY, null);
  }

  @Test
  void twoDevicesMayBeAtOneSite() {
    place("shared", "70b3d57ba0000003", MARCH, null);
    place("shared", "70b3d57ba0000004", MARCH, null);

    assertTrue(snapshot().device("70b3d57ba0000004").orElseThrow().deploymentAt(APRIL).isPresent());
  }

  @Test
  void registeringTheSameAgainChangesNothing() {
    place("again", "70b3d57ba0000005", MARCH, null);
    place("again", "70b3d57ba0000005", MARCH, null);

    assertEquals(1, snapshot().device("70b3d57ba0000005").orElseThrow().deployments().size());
  }

  @Test
  void aDeviceKeepsItsModelAndAnotherIsRefused() {
    place("kept", "70b3d57ba0000006", MARCH, APRIL);
    var other = new Placement("70b3d57ba0000006", "elsys-ers-co2", "kept", APRIL, Optional.empty());

    assertEquals(
        "the device 70b3d57ba0000006 is registered as decentlab-dl-mbx, not as elsys-ers-co2",
        refusal(() -> registrar.place(other)));
  }

  @Test
  void aDeviceMayReportAtASiteAtAnIntervalOfItsOwn() {
    var hourly = Optional.of(Duration.ofHours(1));
    registrar.place(
        new Placement(
            "70b3d57ba0000009",
            Riverside.GAUGE_MODEL,
            site("slow"),
            MARCH,
            Optional.empty(),
            hourly));

    assertEquals(
        List.of("01:00:00"),
        riverside.texts("SELECT reporting_interval FROM deployment WHERE site = 'slow'"));
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertEquals(
        "“Pegel Hase” is no DevEUI and no name of a device (lower-case letters, digits, . _ -)",
        refusal(() -> place("nowhere", "Pegel Hase", MARCH, null)));
  }

  @Test
  void whatIsNotRegisteredIsNamed() {
    var unknownModel = new Placement("gauge-1", "acme-1", "first", MARCH, Optional.empty());
    var unknownSite =
        new Placement("gauge-1", Riverside.GAUGE_MODEL, "atlantis", MARCH, Optional.empty());
    var unknownPilot = new Site("lost", "none", Optional.empty(), "Lost", 52.2, 8.0);

    assertTrue(refusal(() -> registrar.place(unknownModel)).contains("(acme-1)"));
    assertTrue(refusal(() -> registrar.place(unknownSite)).contains("(atlantis)"));
    assertTrue(refusal(() -> registrar.site(unknownPilot)).contains("(none)"));
    assertEquals(Optional.empty(), snapshot().device("gauge-1"));
  }

  @Test
  void aRefusedRegistrationLeavesNeitherPilotNorSiteNorDevice() {
    var unknown = new Placement("new-1", "acme-1", "new-site", MARCH, Optional.empty());
    assertTrue(refusal(() -> registrar.register(at("new-pilot", unknown))).contains("(acme-1)"));

    place("taken", "70b3d57ba0000010", MARCH, null);
    var elsewhere = gauge("70b3d57ba0000010", "new-site", APRIL);
    refusal(() -> registrar.register(at("new-pilot", elsewhere)));

    assertEquals(0, riverside.number("SELECT count(*) FROM pilot WHERE id = 'new-pilot'"));
    assertEquals(0, riverside.number("SELECT count(*) FROM site WHERE id = 'new-site'"));
    assertEquals(0, riverside.number("SELECT count(*) FROM device WHERE id = 'new-1'"));
  }

  @Test
  void aSiteKeepsItsPilotAndAnotherIsRefused() {
    registrar.register(at("flood", gauge("70b3d57ba0000011", "flood-1", MARCH)));

    assertEquals(
        "the site flood-1 belongs to the pilot flood, not to drought",
        refusal(
            () -> registrar.register(at("drought", gauge("70b3d57ba0000012", "flood-1", MARCH)))));
    assertEquals(0, riverside.number("SELECT count(*) FROM pilot WHERE id = 'drought'"));
  }

  @Test
  void aSiteHasNoPositionUntilOneIsGivenAndKeepsItThen() {
    var registered = at("shade", gauge("70b3d57ba0000013", "shade-1", MARCH));
    registrar.register(registered);
    assertEquals(List.of("shade-1"), site());

    registrar.register(
        new Registration(
            registered.pilot(),
            Optional.of("Under the lime"),
            Optional.of(new Position(52.3, 8.1)),
            Optional.empty(),
            registered.placement()));
    registrar.register(registered);

    assertEquals(List.of("Under the lime 52.3 8.1"), site());
  }

  private static List<String> site() {
    return riverside.texts(
        "SELECT concat_ws(' ', name, latitude, longitude) FROM site WHERE id = 'shade-1'");
  }

  @Test
  void anEuiWithADigitTooFewIsNoName() {
    assertEquals(
        "“70b3d57ba000001” looks like a DevEUI but has not its 16 hexadecimal digits: look for one too many or too few",
        refusal(() -> place("mistyped", "70b3d57ba000001", MARCH, null)));
  }

  @Test
  void theListHasEachDeploymentOfAPilotAndADeviceThatIsNowhere() {
    registrar.register(at("listed", gauge("70b3d57ba0000014", "listed-1", MARCH)));
    registrar.end("70b3d57ba0000014", APRIL);
    registrar.register(at("listed", gauge("70b3d57ba0000014", "listed-2", MAY)));
    place("nowhere", "70b3d57ba0000015", MARCH, null);
    registrar.end("70b3d57ba0000015", MARCH);
    var list = new DeviceList(riverside.jdbi());

    assertEquals(
        List.of(
            row("70b3d57ba0000014", "listed-1", MARCH, Optional.of(APRIL)),
            row("70b3d57ba0000014", "listed-2", MAY, Optional.empty())),
        list.of(Optional.of("listed")));
    assertTrue(
        list.of(Optional.empty()).stream()
            .anyMatch(each -> each.device().equals("70b3d57ba0000015") && each.site().isEmpty()));
    assertEquals("there is no pilot “lisped”", refusal(() -> list.of(Optional.of("lisped"))));
  }

  private static DeviceList.Row row(
      String device, String site, Instant since, Optional<Instant> until) {
    return new DeviceList.Row(
        device,
        Riverside.GAUGE_MODEL,
        Optional.of("listed"),
        Optional.of(site),
        Optional.of(since),
        until,
        Optional.empty());
  }

  @Test
  void whoeverIsNotRegisteredCannotBeEnded() {
    assertEquals(
        "no device “nobody-1” is registered", refusal(() -> registrar.end("nobody-1", MARCH)));
    place("ended", "70b3d57ba0000016", MARCH, APRIL);
    assertEquals(
        "the device 70b3d57ba0000016 is at no site from " + MAY + " on",
        refusal(() -> registrar.end("70b3d57ba0000016", MAY)));
  }

  @Test
  void aConnectionThatBreaksInTheMiddleRefusesNothing() throws Exception {
    var registration = at("broken", gauge("70b3d57ba0000017", "broken-1", MARCH));

    var broken =
        BrokenConnection.amid(
            riverside.jdbi(), "device", Executors.callable(() -> registrar.register(registration)));

    var failure = assertInstanceOf(JdbiException.class, broken.exceptionNow());
    assertTrue(StoreUnavailable.of(failure).orElseThrow().isPassing());
    assertEquals(0, riverside.number("SELECT count(*) FROM pilot WHERE id = 'broken'"));
    registrar.register(registration);
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment WHERE site = 'broken-1'"));
  }

  @Test
  void whatAFunctionOfTheDatabaseRefusesIsRefusedInItsWords() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                      $$ BEGIN RAISE EXCEPTION 'pilots of % are over', NEW.id; END $$;
                    CREATE TRIGGER refuse BEFORE INSERT ON pilot
                      FOR EACH ROW WHEN (NEW.id = 'former') EXECUTE FUNCTION refuse();
                    """));

    assertEquals(
        "ERROR: pilots of former are over", refusal(() -> registrar.pilot(named("former"))));
  }

  @Test
  void aPilotIsBroughtUpToDateButKeepsItsStart() {
    registrar.pilot(new Pilot("heat", "Heat", "", LocalDate.of(2026, 1, 1)));
    registrar.pilot(new Pilot("heat", "District heat", "Wet?", LocalDate.of(2027, 1, 1)));

    assertEquals(
        List.of("District heat Wet? 2026-01-01"),
        riverside.texts(
            "SELECT concat_ws(' ', title, question, starts_on) FROM pilot WHERE id = 'heat'"));
  }

  @Test
  void aSnapshotIsRenewedOnlyWhenSomethingChanged() {
    var registry = new Registry(riverside.jdbi());
    var before = registry.snapshot();
    assertFalse(registry.refresh());

    place("renewed", "70b3d57ba0000007", MARCH, null);

    assertEquals(Optional.empty(), before.device("70b3d57ba0000007"));
    assertTrue(registry.refresh());
    assertTrue(registry.snapshot().device("70b3d57ba0000007").isPresent());
    assertTrue(registry.snapshot().version() > before.version());
    assertFalse(registry.refresh());
  }

  private static void place(String site, String device, Instant startsAt, Instant endsAt) {
    registrar.place(
        new Placement(
            device, Riverside.GAUGE_MODEL, site(site), startsAt, Optional.ofNullable(endsAt)));
  }

  private static Placement gauge(String device, String site, Instant startsAt) {
    return new Placement(device, Riverside.GAUGE_MODEL, site, startsAt, Optional.empty());
  }

  private static Registration at(String pilot, Placement placement) {
    return new Registration(
        named(pilot), Optional.empty(), Optional.empty(), Optional.empty(), placement);
  }

  private static Pilot named(String pilot) {
    return new Pilot(pilot, pilot, "", LocalDate.of(2026, 3, 1));
  }

  private static String site(String id) {
    registrar.site(new Site(id, "water", Optional.empty(), "A site", 52.28, 8.05));
    return id;
  }

  private static RegistrySnapshot snapshot() {
    riverside.registry().refresh();
    return riverside.registry().snapshot();
  }

  private static DeviceModel model(String device) {
    return snapshot().device(device).orElseThrow().model();
  }

  private static String refusal(Runnable registration) {
    return assertThrows(RegistryRefusal.class, registration::run).getMessage();
  }
}
