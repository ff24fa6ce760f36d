package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registrar.Site;

/// Models of registered devices, and what becomes of their earlier versions.
class ModelsIT {

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
  void theModelOfARegistrationIsBroughtUpToDateWithItAndNoOther() {
    var first = new Source("acme-first", source("PT10M").definition(), Optional.empty());
    registrar.register(
        new Registration(
            new Pilot("water", "water", "", LocalDate.of(2026, 3, 1)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(first),
            new Placement("modelled-1", "acme-first", "modelled", MARCH, Optional.empty())));

    assertEquals(first.version(), model("modelled-1").version());
    assertTrue(registrar.hasModel("acme-first"));
    assertFalse(registrar.hasModel("acme-second"));
  }

  @Test
  void aNewContentOfAModelIsANewVersionAndTheEarlierIsKept() {
    var first = source("PT10M");
    var second = source("PT20M");
    registrar.models(List.of(first));
    registrar.place(
        new Placement("versioned", "acme-gauge", site("versioned"), MARCH, Optional.empty()));
    assertEquals(first.version(), model("versioned").version());

    registrar.models(List.of(second));

    assertEquals(Duration.ofMinutes(20), model("versioned").interval());
    assertEquals(
        2, riverside.number("SELECT count(*) FROM model_version WHERE model = 'acme-gauge'"));
  }

  @Test
  void oneModelThatCannotBeUnderstoodKeepsAllOfThemOut() {
    var good = new Source("acme-good", source("PT10M").definition(), Optional.empty());
    var bad = new Source("acme-bad", "vendor: Acme\n", Optional.empty());

    assertThrows(IllegalArgumentException.class, () -> registrar.models(List.of(good, bad)));

    assertEquals(0, riverside.number("SELECT count(*) FROM model WHERE id LIKE 'acme-%d'"));
  }

  @Test
  void theTestsOfASeriesAreThoseOfTheModelThatWasThereThen() {
    registrar.models(List.of(source("PT10M")));
    registrar.place(
        new Placement(
            "70b3d57ba0000008", Riverside.GAUGE_MODEL, site("tested"), MARCH, Optional.of(APRIL)));
    registrar.place(new Placement("untested", "acme-gauge", "tested", APRIL, Optional.empty()));
    var distance = new SeriesKey(SubjectKind.SITE, "tested", "distance", "", "mm");
    var battery = new SeriesKey(SubjectKind.DEVICE, "70b3d57ba0000008", "battery_voltage", "", "V");

    assertTrue(snapshot().checks(distance, MARCH).spike().isPresent());
    assertEquals(Checks.NONE, snapshot().checks(distance, APRIL));
    assertEquals(Checks.NONE, snapshot().checks(distance, MARCH.minusNanos(1)));
    assertTrue(snapshot().checks(battery, MAY).range().isPresent());
    assertEquals(Duration.ofHours(24), snapshot().window(distance));
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

  private static Source source(String interval) {
    return new Source(
        "acme-gauge",
        """
        vendor: Acme
        name: Gauge
        interval: %s
        quantities:
          - field: distance
            quantity: distance
            unit: mm
        """
            .formatted(interval),
        Optional.empty());
  }
}
