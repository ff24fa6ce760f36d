package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// Commands of the packaged program, on the register of an operator.
class AssetsCommandIT {

  private static final DatabaseSettings DATABASE = TestDatabase.create();
  private static final String HEADINGS =
      "Kennung;Bezeichnung;Art;Spannungsebene;Status;Ostwert;Nordwert;Baujahr\r\n";

  // Reference points of survey offices, which stand in for stations.
  private static final String AUGSBURG =
      "ONS-1;Königsplatz;Ortsnetzstation;10 kV;in Betrieb;640.309,21;5.358.772,36;1998\r\n";
  private static final String MAINZ =
      "ONS-2;Rathausbrücke;Ortsnetzstation;10 kV;in Betrieb;448080,38;5538943,58;1974\r\n";

  @TempDir private Path folder;

  @BeforeAll
  static void prepare() {
    Database.open(DATABASE).close();
  }

  @Test
  void aRegisterIsLookedAtTakenChangedAssignedAndWrittenOut() throws IOException {
    var file = write("register.csv", HEADINGS + AUGSBURG + MAINZ);
    assertFaults(file);

    var dry = call("assets", "import", file, "--crs", "EPSG:25832", "--dry-run");
    assertEquals(
        List.of(
            "2 new, 0 changed, 0 missing, 0 as before", "nothing was changed: it was a dry run"),
        dry.orFail().lines().skip(2).toList());
    assertEquals("not taken, as no column of a register: Baujahr", dry.errors());
    assertEquals(0, features());

    var taken = call("assets", "import", file, "--crs", "EPSG:25832").orFail();
    assertTrue(
        taken.startsWith(
            "new      ONS-1  transformer_station, Königsplatz, medium, in_service, 48.3665"),
        taken);
    assertEquals(2, features());

    assertAssigned();
    var less = write("less.csv", HEADINGS + AUGSBURG.replace("in Betrieb", "außer Betrieb"));
    assertEquals(
        List.of(
            "changed  ONS-1  lifecycle: in_service → out_of_service",
            "missing  ONS-2  Rathausbrücke, kept, has the sites hase-1",
            "0 new, 1 changed, 1 missing, 0 as before"),
        call("assets", "import", less, "--crs", "EPSG:25832").orFail().lines().toList());
    assertEquals(2, exported());
  }

  private void assertFaults(String file) {
    var call = call("assets", "import", file);

    assertEquals(1, call.code());
    assertEquals(
        List.of(
            "not taken, as no column of a register: Baujahr",
            "line 2, coordinates: these are not of EPSG:4326, but look like EPSG:25832: say --crs EPSG:25832",
            "line 3, coordinates: these are not of EPSG:4326, but look like EPSG:25832: say --crs EPSG:25832",
            "nothing was changed: there is something to put right in 2 places"),
        call.errors().lines().toList());
  }

  private void assertAssigned() {
    call(
            "device",
            "add",
            "gauge-1",
            "--model",
            "pilotfeld-senml-level",
            "--pilot",
            "water",
            "--site",
            "hase-1",
            "--since",
            "2026-01-01")
        .orFail();
    call("site", "assign", "hase-1", "--asset", "ONS-1", "--since", "2026-02-01").orFail();
    assertEquals(
        "hase-1 is at ONS-2 since 2026-03-01T00:00:00+01:00",
        call("site", "assign", "hase-1", "--asset", "ONS-2", "--since", "2026-03-01").orFail());
    assertEquals(
        "hase-1 is at ONS-2 already: nothing was changed",
        call("site", "assign", "hase-1", "--asset", "ONS-2").orFail());
    assertEquals(
        List.of(
            "ONS-1  since 2026-02-01T00:00:00+01:00  until 2026-03-01T00:00:00+01:00",
            "ONS-2  since 2026-03-01T00:00:00+01:00  until now"),
        call("site", "history", "hase-1").orFail().lines().toList());
    var unknown = call("site", "assign", "hase-1", "--asset", "ONS-9");
    assertEquals(1, unknown.code());
    assertEquals("there is no asset “ONS-9”: import it with the register first", unknown.errors());
  }

  private long features() {
    var out = folder.resolve("assets.geojson").toString();
    call("assets", "export", "--output", out).orFail();
    var back = call("assets", "import", out, "--dry-run").orFail();
    assertTrue(back.contains("0 new, 0 changed"), back);
    return exported();
  }

  private static long exported() {
    return call("assets", "export")
        .orFail()
        .lines()
        .filter(line -> line.contains("\"Feature\""))
        .count();
  }

  // As Excel does on a German Windows.
  private String write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(Charset.forName("windows-1252")))
        .toString();
  }

  private static Call call(String... arguments) {
    return Program.on(DATABASE).call(arguments);
  }
}
