package pilotfeld.processing.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.fixture.Riverside.GAUGE_MODEL;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.pilot.Done.Step;
import pilotfeld.processing.pilot.PilotImport.Outcome;
import pilotfeld.processing.pilot.PilotImport.Refused;
import pilotfeld.processing.pilot.PilotImport.Request;
import pilotfeld.processing.pilot.PilotImport.Taken;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.EntriesOf;
import pilotfeld.processing.sheet.LineFault;

/// Files of a whole pilot, beside what is registered.
class PilotImportIT {

  private static final Instant NOW = Instant.parse("2026-07-19T12:00:00Z");
  private static final String HEADING =
      "device;model;pilot;site;name;latitude;longitude;height;since;note\n";
  private static final String PILOT =
      HEADING
          + """
          70B3D57BA0000001;decentlab-dl-mbx;water;hase-1;Hase;52,28;8,05;2,3;2026-07-01;im Schacht
          70B3D57BA0000002;decentlab-dl-mbx;water;hase-1;;;;;2026-07-02;
          70B3D57BA0000003;decentlab-dl-mbx;water;hase-2;;;;;;
          """;
  private static final String EVERYTHING =
      """
      SELECT concat_ws(' ', p.device, d.model, p.site, s.pilot, s.name, s.latitude, s.longitude, s.mounting_height_metres, s.note, p.starts_at AT TIME ZONE 'UTC', p.ends_at AT TIME ZONE 'UTC')
        FROM deployment p JOIN site s ON s.id = p.site JOIN device d ON d.id = p.device ORDER BY p.device, p.starts_at
      """;

  @AutoClose private final Riverside riverside = Riverside.open();

  @Test
  void aPilotIsTriedTakenAndTakenAgain() {
    var tried = taken(take(PILOT, new Request(false, true), NOW));
    assertEquals(3, tried.count(Step.REGISTERED));
    assertEquals(List.of(), riverside.texts(EVERYTHING));
    assertEquals(List.of(), riverside.texts("SELECT id FROM site UNION SELECT id FROM device"));

    assertEquals(tried, taken(take(PILOT)));
    var before = riverside.texts(EVERYTHING);
    assertEquals(
        List.of(
            "70b3d57ba0000001 decentlab-dl-mbx hase-1 water Hase 52.28 8.05 2.3 im Schacht 2026-07-01 00:00:00",
            "70b3d57ba0000002 decentlab-dl-mbx hase-1 water Hase 52.28 8.05 2.3 im Schacht 2026-07-02 00:00:00",
            "70b3d57ba0000003 decentlab-dl-mbx hase-2 water hase-2 2026-07-19 12:00:00"),
        before);

    var version = riverside.number("SELECT version FROM registry_version");
    var again = taken(take(PILOT, new Request(false, false), NOW.plusSeconds(3600)));
    assertEquals(3, again.count(Step.UNCHANGED));
    assertEquals(before, riverside.texts(EVERYTHING));
    assertEquals(version, riverside.number("SELECT version FROM registry_version"));
  }

  @Test
  void oneLineThatCannotBeTakenKeepsAllBack() {
    var faults =
        faults(
            take(
                PILOT
                    + """
                    70B3D57BA0000004;no-such-model;water;hase-3;;;;;;
                    70B3D57BA0000005;;water;hase-3;;;;;;
                    70B3D57BA0000006;decentlab-dl-mbx;weather;hase-3;;;;;;
                    70B3D57BA0000007;decentlab-dl-mbx;water;hase-1;Aa;52,29;8,05;;;
                    70B3D57BA0000008;decentlab-dl-mbx;water;hase-3;;;;;2026-07-20;
                    70B3D57BA000009;decentlab-dl-mbx;water;hase-3;;;;;;
                    """));

    assertEquals(
        List.of(
            new LineFault(
                5,
                "there is no device model “no-such-model”: name one that there is in the column model"),
            new LineFault(
                6, "it has no model, and no delivery list has one of the device: name its model"),
            new LineFault(
                7,
                "there is no pilot “weather”: look at its spelling, or make it first (POST /api/pilots, or --new-pilots of the command)"),
            new LineFault(
                8,
                "it says another name and position of the site hase-1 than a line above: say it once, or alike"),
            new LineFault(
                9, "its since 2026-07-20T00:00:00Z is to come: it is entered once it is so"),
            new LineFault(
                10, "its DevEUI should have 16 hexadecimal digits, but is 15 hexadecimal digits")),
        faults);
    assertEquals(List.of(), riverside.texts("SELECT id FROM site UNION SELECT id FROM device"));
  }

  @Test
  void whatContradictsTheRegistryIsNamed() {
    taken(take(PILOT));
    riverside.registrar().end("70b3d57ba0000003", NOW.plusSeconds(60));
    riverside.with(new Placement("gauge-9", GAUGE_MODEL, "hase-9", NOW, Optional.empty()));
    riverside
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE site SET is_test = true WHERE id = 'hase-9'"));

    assertEquals(
        List.of(
            "the device is registered as decentlab-dl-mbx, not as pilotfeld-senml-level: leave the model empty, or look for another device",
            "70b3d57ba0000002 is at hase-1 since 2026-07-02T00:00:00Z: end that deployment first, say a later since, or take the line away",
            "70b3d57ba0000003 was at hase-2 until 2026-07-19T12:01:00Z: take the line away, or say since when it is back",
            "it says another height of the site hase-1 than is registered: leave that empty, or change the site first",
            "the site hase-9 is one where a device is tried out: name another"),
        whys(
            """
            70B3D57BA0000001;pilotfeld-senml-level;water;hase-1;;;;;;
            70B3D57BA0000002;;water;hase-2;;;;;;
            70B3D57BA0000003;;water;hase-2;;;;;;
            70B3D57BA0000004;decentlab-dl-mbx;water;hase-1;;;;4;;
            70B3D57BA0000005;decentlab-dl-mbx;water;hase-9;;;;;;
            """));
    assertEquals(
        List.of(
            "70b3d57ba0000001 is at hase-1 since 2026-07-01T00:00:00Z, not since 2026-07-03T00:00:00Z: leave since empty, or end that deployment first",
            "70b3d57ba0000001 of the same model is at hase-1 since 2026-07-01T00:00:00Z: end that deployment if it is gone, or have both in the file"),
        List.of(
            whys("70B3D57BA0000001;;water;hase-1;;;;;2026-07-03;\n").getFirst(),
            whys("70B3D57BA0000004;decentlab-dl-mbx;water;hase-1;;;;;;\n").getFirst()));
  }

  @Test
  void aSiteOfAnotherPilotIsNotTakenOver() {
    taken(take(PILOT));

    var whys = whys("gauge-4;pilotfeld-senml-level;trees;hase-1;;;;;;\n", new Request(true, false));

    assertEquals(
        List.of(
            "the site hase-1 belongs to the pilot water, not to trees: name that, or another site"),
        whys);
    assertEquals(List.of("water"), riverside.texts("SELECT id FROM pilot"));
  }

  @Test
  void whatWasNotKnownOfASiteIsCompleted() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO site (id, pilot, name) VALUES ('hase-1', 'water', 'hase-1')"));

    var changes = taken(take(PILOT));
    assertEquals(List.of("hase-2"), changes.newSites().stream().map(Changes.Site::id).toList());
    assertEquals(
        List.of("Hase 52.28 2.3 im Schacht"),
        riverside.texts(
            "SELECT concat_ws(' ', name, latitude, mounting_height_metres, note) FROM site WHERE id = 'hase-1'"));

    var completed = taken(take(HEADING + "70B3D57BA0000003;;water;hase-2;Hase zwei;;;;;\n"));
    assertEquals(1, completed.count(Step.COMPLETED));
    assertEquals(
        List.of("Hase zwei"), riverside.texts("SELECT name FROM site WHERE id = 'hase-2'"));
    assertEquals(3, taken(take(PILOT)).count(Step.UNCHANGED));
  }

  @Test
  void aPilotIsMadeWhereThatIsWantedAndItsModelsComeFromFolders() {
    riverside.jdbi().useHandle(handle -> handle.execute("TRUNCATE model, model_version CASCADE"));

    var changes =
        taken(
            take(
                HEADING + "gauge-1;pilotfeld-senml-level;trees;elm-1;;;;;;\n",
                new Request(true, false),
                NOW));

    assertEquals(List.of("trees"), changes.pilots());
    assertEquals(List.of("pilotfeld-senml-level"), riverside.texts("SELECT id FROM model"));
    assertEquals(List.of("elm-1 trees"), riverside.texts("SELECT id || ' ' || pilot FROM site"));
  }

  @Test
  void theModelOfADeliveryListIsTaken() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO delivery (dev_eui, model, loaded_at) VALUES ('70b3d57ba0000001', 'decentlab-dl-mbx', now())"));

    taken(take(HEADING + "70B3D57BA0000001;;water;hase-1;;;;;;\n"));

    assertEquals(List.of("decentlab-dl-mbx"), riverside.texts("SELECT model FROM device"));
  }

  @Test
  void aDeviceIsThereFromItsFirstMessageThatWaits() {
    var device = "70b3d57ba0000001";
    var sent = NOW.minusSeconds(600);
    riverside.accept(GaugeFrame.of(device, 1, 500, sent).message());

    taken(take(HEADING + device + ";decentlab-dl-mbx;water;hase-1;;;;;;\n"));

    assertEquals(
        1,
        riverside.number(
            "SELECT count(*) FROM deployment p JOIN uplink u ON u.device = p.device AND u.time = p.starts_at"));
  }

  @Test
  void aTestEndsOnceTheDeviceIsMounted() {
    var tested = NOW.minusSeconds(3600);
    riverside.with(new Placement("gauge-1", GAUGE_MODEL, "test-gauge-1", tested, Optional.empty()));
    riverside.jdbi().useHandle(handle -> handle.execute("UPDATE site SET is_test = true"));

    taken(take(HEADING + "gauge-1;;water;hase-1;;;;;;\n"));

    assertEquals(
        List.of("test-gauge-1 2026-07-19 12:00:00", "hase-1"),
        riverside.texts(
            "SELECT concat_ws(' ', site, ends_at AT TIME ZONE 'UTC') FROM deployment ORDER BY starts_at"));
  }

  @Test
  void aFileThatComesManyTimesAtOnceIsTakenOnce() {
    var outcomes = AtOnce.call(4, Collections.<Callable<Outcome>>nCopies(4, () -> take(PILOT)));

    var registered = outcomes.stream().mapToInt(each -> taken(each).count(Step.REGISTERED)).sum();
    assertEquals(3, registered);
    assertEquals(3, riverside.number("SELECT count(*) FROM deployment"));
  }

  @Test
  void aLargePilotIsWrittenInFewStatementsAndSaysHowFarItIs() {
    var rows =
        IntStream.range(0, 2_500)
            .mapToObj("70B3D57BB%07X;decentlab-dl-mbx;water;site-%<d;;;;;2026-07-01;"::formatted)
            .collect(Collectors.joining("\n", HEADING, "\n"));
    var progress = new ArrayList<Progress>();
    var version = riverside.number("SELECT version FROM registry_version");

    var outcome = imports().take(rows(rows), new Request(false, false), NOW, progress::add);

    assertEquals(2_500, taken(outcome).count(Step.REGISTERED));
    assertEquals(new Progress(5_000, 5_000), progress.getLast());
    assertTrue(progress.size() > 4, progress::toString);
    assertTrue(riverside.number("SELECT version FROM registry_version") - version < 20);
  }

  private List<String> whys(String lines) {
    return whys(lines, new Request(false, false));
  }

  private List<String> whys(String lines, Request request) {
    return faults(take(HEADING + lines, request, NOW)).stream().map(LineFault::why).toList();
  }

  private Outcome take(String file) {
    return take(file, new Request(false, false), NOW);
  }

  private Outcome take(String file, Request request, Instant at) {
    return imports().take(rows(file), request, at, _ -> {});
  }

  private PilotImport imports() {
    return new PilotImport(
        riverside.jdbi(), model -> ModelFolders.find(model, Optional.empty()), ZoneOffset.UTC);
  }

  private static Readable<PilotRow> rows(String file) {
    return EntriesOf.rows(PilotFile.read(file.getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC));
  }

  private static Changes taken(Outcome outcome) {
    return assertInstanceOf(Taken.class, outcome, outcome::toString).changes();
  }

  private static List<LineFault> faults(Outcome outcome) {
    return assertInstanceOf(Refused.class, outcome, outcome::toString).faults();
  }
}
