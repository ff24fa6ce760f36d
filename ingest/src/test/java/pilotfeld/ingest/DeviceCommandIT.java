package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// Commands of the packaged program, as somebody calls them who does so for the first time.
class DeviceCommandIT {

  private static final DatabaseSettings DATABASE = TestDatabase.create();
  private static final String ADD = "device add gauge-1 --model pilotfeld-senml-level";

  @TempDir private Path models;

  @BeforeAll
  static void prepare() {
    Database.open(DATABASE).close();
  }

  @Test
  void aSiteWithoutAPositionHasNoneAndIsListed() {
    call(ADD + " --pilot water --site hase-1 --since 2026-03-01").orFail();

    assertEquals(List.of("hase-1"), texts("SELECT id FROM site WHERE latitude IS NULL"));
    assertEquals(
        "gauge-1  pilotfeld-senml-level  water  hase-1  2026-03-01T00:00:00+01:00  -      -",
        call("device list --pilot water").orFail().lines().toList().getLast());
  }

  @Test
  void halfAPositionAndOneBeyondTheEarthAreRefusedAndLeaveNothing() {
    var half = call(ADD + " --pilot half --site half-1 --latitude 52.3");
    assertEquals(2, half.code());
    assertTrue(half.errors().contains("--longitude"), half::errors);

    assertFails(
        "latitude is 95.0: degrees from -90 to 90 belong there",
        call(ADD + " --pilot half --site half-1 --latitude 95 --longitude 8"));
    assertEquals(List.of(), texts("SELECT id FROM site WHERE id = 'half-1'"));
  }

  @Test
  void aModelThatIsNotKnownIsAnsweredWithTheNearest() {
    var call = call("device add gauge-2 --model senml-level --pilot lost --site lost-1");

    assertTrue(
        call.errors()
            .startsWith(
                "there is no device model “senml-level”; the nearest of 13 are: pilotfeld-senml-level, "),
        call::errors);
    assertEquals(List.of(), texts("SELECT id FROM pilot WHERE id = 'lost'"));
  }

  @Test
  void whoNamesAProposedModelIsToldThatItIsOne() throws IOException {
    var folder = Files.createDirectory(models.resolve("acme-level"));
    Files.writeString(folder.resolve("model.yaml"), "proposed: true\nvendor: Acme\n");
    var program = Program.on(DATABASE).with("PILOTFELD_MODELS", models.toString());
    var words =
        "model acme-level, model.yaml: it is a proposal: check its quantities and units, then take away the line “proposed: true”";

    assertFails(words, call(program, "decode --model acme-level --fport 1 00"));
    assertFails(
        words, call(program, "device add gauge-3 --model acme-level --pilot water --site hase-3"));
    assertFails(words, call(program, "redecode --model acme-level --since 2026-03-01"));
    call(program, "decode --model decentlab-dl-mbx --fport 1 02012F000304D200010BB1").orFail();
  }

  @Test
  void aDeviceThatIsNotRegisteredCannotBeEnded() {
    assertFails("no device “gauge-9” is registered", call("device end gauge-9"));
  }

  @Test
  void anEmptyQuarantineIsSaidToBeEmpty() {
    assertEquals("nothing is in quarantine", call("quarantine list").errors());
    var call = Program.on(DATABASE).call("quarantine", "list", "--cause", "no decodeUplink");
    assertFails(
        "nothing is in quarantine because of “no decodeUplink”; quarantine list says why things are",
        call);
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidInALine() {
    var nowhere =
        Program.on(DATABASE).with("PILOTFELD_DB_URL", "jdbc:postgresql://127.0.0.1:1/pilotfeld");

    var call = call(nowhere, "device list");

    assertEquals(1, call.code());
    assertEquals(1, call.errors().lines().count(), call::errors);
    assertTrue(call.errors().contains("Connection to 127.0.0.1:1 refused"), call::errors);
  }

  @Test
  void aUserWithoutRightsIsToldSoInALine() {
    var other = TestDatabase.createForPlainOwner();

    var call =
        call(
            Program.on(DATABASE)
                .with("PILOTFELD_DB_USER", other.user())
                .with("PILOTFELD_DB_PASSWORD", other.password()),
            "device list");

    assertEquals(1, call.code());
    assertEquals(1, call.errors().lines().count(), call::errors);
    assertTrue(call.errors().contains("permission denied"), call::errors);
  }

  @Test
  void aMisspeltSettingIsNamedByACommandWithoutADatabaseToo() {
    assertFails(
        "PILOTFELD_MODEL is no setting; the README lists them",
        call(
            Program.on(DATABASE).with("PILOTFELD_MODEL", "/models"),
            "decode --model acme-1 --fport 1 00"));
  }

  private static void assertFails(String words, Call call) {
    assertEquals(1, call.code(), call::errors);
    assertEquals(words, call.errors());
    assertFalse(call.output().contains("Exception"), call::output);
  }

  private static List<String> texts(String query) {
    return Jdbi.create(DATABASE.url(), DATABASE.user(), DATABASE.password())
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static Call call(String arguments) {
    return call(Program.on(DATABASE), arguments);
  }

  private static Call call(Program program, String arguments) {
    return program.call(arguments.split(" "));
  }
}
