package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.ingest.service.Variables.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.secret.MasterSecret;

/// Secrets and passwords: where they come from, and that nobody sees them.
class SecretSettingsTest {

  @Test
  void onlyTheEmbeddedDefaultMakesItsOwnSecret(@TempDir Path folder) throws IOException {
    var settings = Settings.from(Map.of("PILOTFELD_STATE", folder.toString()));

    assertEquals(Optional.empty(), settings.secret());
    assertTrue(settings.embedded().secret().isPresent());
    assertTrue(Files.exists(folder.resolve("secret_key")));
  }

  @Test
  void aSecretMayComeFromAFileAndIsNeverShown(@TempDir Path folder) throws IOException {
    var secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    var file = Files.writeString(folder.resolve("secret"), secret + "\n");

    var settings = Settings.from(Map.of("PILOTFELD_SECRET_KEY_FILE", file.toString()));

    assertTrue(settings.secret().isPresent());
    assertFalse(settings.toString().contains(secret), settings.toString());
  }

  @Test
  void aPasswordMayComeFromAFileAndIsNeverShown(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("password"), "correct horse\n");

    var settings =
        Settings.from(
            Map.of(
                "PILOTFELD_DB_URL",
                "jdbc:postgresql://db/pilotfeld",
                "PILOTFELD_DB_PASSWORD_FILE",
                file.toString()));

    assertEquals("correct horse", settings.database().orElseThrow().password());
    assertFalse(settings.toString().contains("correct horse"), settings.toString());
  }

  @Test
  void anEarlierSecretNeedsTheNewOne() {
    var earlier = MasterSecret.random();
    var both =
        Map.of(
            "PILOTFELD_SECRET_KEY", MasterSecret.random(), "PILOTFELD_SECRET_KEY_BEFORE", earlier);

    assertTrue(Settings.from(both).secret().orElseThrow().hasFormer());
    assertEquals(
        List.of("PILOTFELD_SECRET_KEY_BEFORE needs PILOTFELD_SECRET_KEY, the new one"),
        faults(Map.of("PILOTFELD_SECRET_KEY_BEFORE", earlier)));
  }
}
