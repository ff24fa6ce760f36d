package pilotfeld.processing.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.asset.AssetRegister.Refused;
import pilotfeld.processing.asset.AssetRegister.Request;
import pilotfeld.processing.asset.AssetRegister.Taken;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Registrar;

class AssetRegisterIT {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Request WHOLE = new Request(Optional.empty(), false, false);
  private static final Request PARTIAL = new Request(Optional.empty(), true, false);
  private static final Request DRY = new Request(Optional.empty(), false, true);
  private static final String HEADINGS =
      "Kennung;Bezeichnung;Art;Spannungsebene;Sparte;Status;Länge;Breite\n";
  private static final String STATION =
      "ONS 0815/2;Neumarkt;Ortsnetzstation;10 kV;Strom;in Betrieb;8,0472;52,2726\n";
  private static final String GULLY = "G1;Ablauf;Gully;;Abwasser;in Betrieb;8,05;52,28\n";
  private static final String ROWS =
      """
      SELECT concat_ws('|', id, name, kind, voltage_level, medium, lifecycle, latitude, longitude, imported_at IS NOT NULL, missing_since IS NOT NULL)
        FROM asset ORDER BY id
      """;

  private Riverside riverside;
  private AssetRegister register;

  @BeforeEach
  void open() {
    riverside = Riverside.open();
    register = new AssetRegister(riverside.jdbi());
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void aRegisterIsTakenAndTakenAgainChangesNothing() {
    var first = taken(STATION + GULLY, WHOLE, MARCH);
    assertEquals(List.of("ONS 0815/2", "G1"), first.added().stream().map(Asset::id).toList());
    var rows = riverside.texts(ROWS);
    assertEquals(
        List.of(
            "G1|Ablauf|gully|waste_water|in_service|52.28|8.05|t|f",
            "ONS 0815/2|Neumarkt|transformer_station|medium|electricity|in_service|52.2726|8.0472|t|f"),
        rows);

    var versions = riverside.number("SELECT version FROM registry_version");
    assertEquals(
        new Differences(List.of(), List.of(), List.of(), 2), taken(STATION + GULLY, WHOLE, APRIL));
    assertEquals(rows, riverside.texts(ROWS));
    assertEquals(versions, riverside.number("SELECT version FROM registry_version"));
  }

  @Test
  void aDryRunSaysTheSameAndChangesNothing() {
    taken(STATION + GULLY, WHOLE, MARCH);
    var rows = riverside.texts(ROWS);
    var changed = STATION.replace("Neumarkt", "Neuer Markt").replace("in Betrieb", "außer Betrieb");

    var dry = taken(changed, DRY, APRIL);
    assertEquals(rows, riverside.texts(ROWS));
    assertEquals(
        List.of("name: Neumarkt → Neuer Markt", "lifecycle: in_service → out_of_service"),
        dry.changed().getFirst().words());

    assertEquals(dry, taken(changed, WHOLE, APRIL));
    assertTrue(riverside.texts(ROWS).getLast().startsWith("ONS 0815/2|Neuer Markt|"));
  }

  @Test
  void whatAFileSaysNothingOfIsKeptAndWhatItSaysIsNothingIsTakenAway() {
    taken(STATION, WHOLE, MARCH);

    var differences =
        take(
            RegisterFile.of("id,voltage_level,longitude,latitude\nONS 0815/2,,,\n"),
            PARTIAL,
            APRIL);

    assertEquals(
        List.of("voltage_level: medium → nothing"), differences.changed().getFirst().words());
    assertEquals(
        List.of(
            "ONS 0815/2|Neumarkt|transformer_station|electricity|in_service|52.2726|8.0472|t|f"),
        riverside.texts(ROWS));
  }

  @Test
  void whatAFileHasNoMoreIsMarkedAndToldWithItsSitesAndStays() {
    taken(STATION + GULLY + GULLY.replace("G1", "G2"), WHOLE, MARCH);
    riverside.registrar().site(site("hase-1", "G1"));

    var trees = "B1;Linde;Baum;;;;8,05;52,28\n";
    assertEquals(List.of(), taken(trees, WHOLE, APRIL).missing());
    assertEquals(List.of(), taken(GULLY.replace("G1", "G2"), PARTIAL, APRIL).missing());

    var missing = new Differences.Missing("G1", "Ablauf", Optional.empty(), List.of("hase-1"));
    assertEquals(List.of(missing), taken(GULLY.replace("G1", "G2"), DRY, APRIL).missing());
    assertEquals(List.of(missing), taken(GULLY.replace("G1", "G2"), WHOLE, APRIL).missing());
    assertEquals(
        List.of(Optional.of(APRIL)),
        taken(GULLY.replace("G1", "G2"), WHOLE, APRIL.plusSeconds(1)).missing().stream()
            .map(Differences.Missing::since)
            .toList());
    assertEquals(4, riverside.number("SELECT count(*) FROM asset"));

    var back = taken(GULLY, PARTIAL, APRIL).changed().getFirst();
    assertEquals(List.of("no longer missing"), back.words());
    assertEquals(0, riverside.number("SELECT count(*) FROM asset WHERE missing_since IS NOT NULL"));
  }

  @Test
  void anAssetThatNoFileEverHadIsNotMissing() {
    riverside.registrar().asset(new Registrar.Asset("G9", "gully", "Made", 52.28, 8.05));

    assertEquals(List.of(), taken(GULLY, WHOLE, MARCH).missing());
    assertEquals(
        1, taken(GULLY + GULLY.replace("G1;Ablauf", "G9;Made"), WHOLE, MARCH).changed().size());
    assertEquals(
        List.of("G9"),
        taken(GULLY, WHOLE, APRIL).missing().stream().map(Differences.Missing::id).toList());
  }

  @Test
  void aRemovedAssetThatHasSitesIsToldSo() {
    taken(GULLY, WHOLE, MARCH);
    riverside.registrar().site(site("hase-1", "G1"));

    assertEquals(
        List.of("lifecycle: in_service → removed", "still has the sites hase-1"),
        taken(GULLY.replace("in Betrieb", "rückgebaut"), WHOLE, APRIL)
            .changed()
            .getFirst()
            .words());
    assertEquals(List.of("G1"), riverside.texts("SELECT asset FROM site WHERE id = 'hase-1'"));
  }

  @Test
  void oneFaultKeepsTheWholeFileOut() {
    var text = HEADINGS + STATION + "N1;New;;;;;8,05;52,28\n" + "N2;New;Laterne;;;;8,05;52,28\n";

    var refused =
        assertInstanceOf(Refused.class, register.take(RegisterFile.of(text), WHOLE, MARCH));

    assertEquals(
        List.of(
            "line 4, kind: “Laterne” is not known; known are cabinet, gully, hydrant, school, shaft, transformer_station, tree",
            "line 3, kind: “N1” is new and of no kind: one of cabinet, gully, hydrant, school, shaft, transformer_station, tree belongs there"),
        refused.faults().stream().map(Fault::toString).toList());
    assertEquals(List.of(), riverside.texts(ROWS));
  }

  @Test
  void metresOfZone32BecomeDegrees() {
    var text = "id;kind;Ostwert;Nordwert\nA1;school;640.309,21;5.358.772,36\n";
    var utm = new Request(Optional.of(ReferenceSystem.UTM_32), false, false);

    take(RegisterFile.of(text), utm, MARCH);

    assertEquals(
        List.of("48.366517 10.894431"),
        riverside.texts(
            "SELECT round(latitude::numeric, 6) || ' ' || round(longitude::numeric, 6) FROM asset"));
  }

  @Test
  void anExportIsTakenBackWithNothingChanged() throws IOException {
    taken(STATION + GULLY + "B1;\"Die \"\"alte\"\" Linde\";Baum;;;;;\n", WHOLE, MARCH);
    riverside.registrar().asset(new Registrar.Asset("P1", "river_gauge", "Pegel", 52.3, 8.1));
    riverside.registrar().site(site("hase-1", "G1"));
    var out = new StringWriter();

    assertEquals(4, new GeoJsonExport(riverside.jdbi()).write(out));

    var feature =
        """
        {"type":"Feature","id":"G1","geometry":{"type":"Point","coordinates":[8.05,52.28]},\
        "properties":{"name":"Ablauf","kind":"gully","voltage_level":null,"medium":"waste_water",\
        "lifecycle":"in_service","missing_since":null,"sites":["hase-1"]}}""";
    assertTrue(out.toString().contains(feature), out::toString);
    assertEquals(
        new Differences(List.of(), List.of(), List.of(), 4),
        take(RegisterFile.of(out.toString()), WHOLE, APRIL));
  }

  @Test
  void ofTwoImportsAtOnceOneFindsWhatTheOtherDid() {
    Callable<Integer> one = () -> taken(STATION + GULLY, WHOLE, MARCH).added().size();

    var added = AtOnce.call(4, List.of(one, one, one, one));

    assertEquals(2, added.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void aWholeCityIsTakenInOneGo() {
    var text = new StringBuilder("id;kind;longitude;latitude\n");
    for (var number = 0; number < 50_000; number++) {
      text.append("B%d;tree;8,%05d;52,28\n".formatted(number, number));
    }

    assertEquals(50_000, take(RegisterFile.of(text.toString()), WHOLE, MARCH).added().size());

    var versions = riverside.number("SELECT version FROM registry_version");
    assertEquals(
        50_000,
        take(RegisterFile.of(text.toString().replace("52,28", "52,29")), WHOLE, APRIL)
            .changed()
            .size());
    // One statement, which counts as an insertion and as an update, however many assets it has.
    assertEquals(versions + 2, riverside.number("SELECT version FROM registry_version"));
  }

  private static Registrar.Site site(String id, String asset) {
    return new Registrar.Site(id, "water", Optional.of(asset), "A site", 52.28, 8.05);
  }

  private Differences taken(String lines, Request request, Instant now) {
    return take(RegisterFile.of(HEADINGS + lines), request, now);
  }

  private Differences take(RegisterFile file, Request request, Instant now) {
    return assertInstanceOf(Taken.class, register.take(file, request, now)).differences();
  }
}
