package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.command.SecretCommand;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.secret.SealedColumn;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

class SecretCommandIT {

  private static final DatabaseSettings DATABASE = TestDatabase.create();
  private static final String ENCRYPTED_COLUMNS =
      """
      SELECT table_name || '.' || column_name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name LIKE '%encrypted%' ORDER BY 1
      """;

  @BeforeAll
  static void register() {
    call("", "", "device add gauge-1 --model pilotfeld-senml-level --pilot water --site hase-1")
        .orFail();
  }

  @Test
  void keysOutliveTheSecretThatSealedThem() {
    var old = MasterSecret.random();
    var fresh = MasterSecret.random();
    call(old, "", "device key gauge-1").orFail();

    var said = call(fresh, old, "secret rotate").orFail();

    assertEquals(
        "1 keys are encrypted anew, 0 were already; PILOTFELD_SECRET_KEY_BEFORE is needed no more.",
        said);
    try (var database = Database.open(DATABASE)) {
      var keys = new DeviceKeys(database.jdbi(), MasterSecret.parse(fresh).orElseThrow());
      assertTrue(keys.find("gauge-1").isPresent());
    }
  }

  @Test
  void withoutTheEarlierSecretNothingIsTried() {
    var call = call(MasterSecret.random(), "", "secret rotate");

    assertEquals(1, call.code());
    assertTrue(call.errors().startsWith("PILOTFELD_SECRET_KEY_BEFORE is not set"), call.errors());
  }

  @Test
  void noColumnWithAnythingEncryptedIsLeftOut() {
    var columns =
        Jdbi.create(DATABASE.url(), DATABASE.user(), DATABASE.password())
            .withHandle(handle -> handle.createQuery(ENCRYPTED_COLUMNS).mapTo(String.class).list());

    assertEquals(
        columns, SecretCommand.SEALED.stream().map(SealedColumn::toString).sorted().toList());
  }

  private static Call call(String secret, String before, String arguments) {
    return Program.on(DATABASE)
        .with("PILOTFELD_SECRET_KEY", secret)
        .with("PILOTFELD_SECRET_KEY_BEFORE", before)
        .call(arguments.split(" "));
  }
}
