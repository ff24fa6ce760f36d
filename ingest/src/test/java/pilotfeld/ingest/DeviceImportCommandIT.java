package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.DatabaseSettings;

/// `device import` of the packaged program.
class DeviceImportCommandIT {

  private static final DatabaseSettings DATABASE = TestDatabase.create();

  @TempDir private Path folder;
  @TempDir private Path models;

  @Test
  void aPilotIsTriedTakenInAndTakenInAgain() throws IOException {
    var file =
        write(
            """
            Gerät;Modell;Pilot;Standort;Bezeichnung;Breite;Länge;Höhe (m);seit;Farbe
            70B3D57BA0000001;decentlab-dl-mbx;water;hase-1;Hase 1;52,28;8,05;-1,5;01.07.2026;rot
            70B3D57BA0000002;decentlab-dl-mbx;water;hase-1;;;;;2026-07-02;
            """);

    assertEquals(
        List.of(
            "columns not looked at: Farbe",
            "line 2: there is no pilot “water”: look at its spelling, or make it first (POST /api/pilots, or --new-pilots of the command)",
            "line 3: there is no pilot “water”: look at its spelling, or make it first (POST /api/pilots, or --new-pilots of the command)",
            "nothing was changed: there is something to put right in 2 lines"),
        fails("device", "import", file).lines().toList());

    var told =
        """
        new pilot   water
        new site    hase-1
        registered  70b3d57ba0000001 at hase-1 since 2026-07-01T00:00:00+02:00
        registered  70b3d57ba0000002 at hase-1 since 2026-07-02T00:00:00+02:00
        2 registered, 0 as before; sites: 1 new, 0 completed""";
    assertEquals(
        told + "\nnothing was changed: it was a dry run",
        call("device", "import", file, "--new-pilots", "--dry-run").orFail());
    assertEquals(List.of(), devices());

    assertEquals(told, call("device", "import", file, "--new-pilots").orFail());
    assertEquals(
        List.of("70b3d57ba0000001 hase-1 -1.5", "70b3d57ba0000002 hase-1 -1.5"), devices());
    assertEquals(
        "0 registered, 2 as before; sites: 0 new, 0 completed",
        call("device", "import", file).orFail());
  }

  @Test
  void aModelThatIsOnlyProposedIsNotTaken() throws IOException {
    var folder = Files.createDirectory(models.resolve("acme-level"));
    Files.writeString(folder.resolve("model.yaml"), "proposed: true\nvendor: Acme\n");
    var file = write("device;model;pilot;site\ngauge-1;acme-level;trees;elm-1\n");

    var call =
        Program.on(DATABASE)
            .with("PILOTFELD_MODELS", models.toString())
            .call("device", "import", file, "--new-pilots");

    assertEquals(1, call.code());
    assertTrue(
        call.errors().startsWith("line 2: model acme-level, model.yaml: it is a proposal"),
        call::errors);
  }

  @Test
  void whatIsNoSuchFileIsSaidToBeNone() throws IOException {
    assertTrue(
        fails("device", "import", write("device,name\nx,y\n"))
            .contains("its heading does not name pilot and site"));
    assertEquals(
        "nowhere.csv is no file that can be read", fails("device", "import", "nowhere.csv"));
  }

  // As Excel does on a German Windows.
  private String write(String text) throws IOException {
    return Files.write(folder.resolve("pilot.csv"), text.getBytes(Charset.forName("windows-1252")))
        .toString();
  }

  private static String fails(String... arguments) {
    var call = call(arguments);
    assertEquals(1, call.code(), call::output);
    return call.errors();
  }

  private static Call call(String... arguments) {
    return Program.on(DATABASE).call(arguments);
  }

  private static List<String> devices() {
    return Jdbi.create(DATABASE.url(), DATABASE.user(), DATABASE.password())
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT concat_ws(' ', p.device, p.site, s.mounting_height_metres) FROM deployment p JOIN site s ON s.id = p.site ORDER BY 1")
                    .mapTo(String.class)
                    .list());
  }
}
