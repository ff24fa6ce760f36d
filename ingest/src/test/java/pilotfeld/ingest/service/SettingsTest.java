package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.service.Settings.SettingsException;

class SettingsTest {

  @Test
  void withoutAnySettingItListensOnLoopbackOnly() {
    var settings = Settings.from(Map.of());

    assertEquals("127.0.0.1", settings.http().getHostString());
    assertEquals("127.0.0.1", settings.coap().getHostString());
    assertEquals("127.0.0.1", settings.coaps().getHostString());
    assertEquals(Optional.empty(), settings.database());
  }

  @Test
  void everyWrongSettingIsNamedAtOnce() {
    var wrong =
        Map.of(
            "PILOTFELD_HTTP_PORT", "eighty",
            "PILOTFELD_ZONE", "Osnabrück",
            "PILOTFELD_DB_URL", "postgres://here",
            "PILOTFELD_MQTT_URL", "here:1883",
            "PILOTFELD_COAP_HOST", "0.0.0.0",
            "PILOTFELD_SECRET_KEY", "c3dvcmRmaXNo",
            "PILOTFELD_DB_PASWORD", "secret");

    var message = assertThrows(SettingsException.class, () -> Settings.from(wrong)).getMessage();

    assertEquals(
        List.of(
            "PILOTFELD_COAP_HOST is “0.0.0.0”: plain CoAP knows no sender and stays on loopback; let sensors use DTLS (PILOTFELD_COAPS_HOST), or set PILOTFELD_COAP_PLAIN=anywhere where the network keeps strangers out",
            "PILOTFELD_DB_PASWORD is no setting; the README lists them",
            "PILOTFELD_DB_URL must begin with jdbc:postgresql://",
            "PILOTFELD_HTTP_PORT is “eighty”: a port from 0 to 65535 belongs there",
            "PILOTFELD_MQTT_URL must be tcp://host:1883 or ssl://host:8883",
            "PILOTFELD_SECRET_KEY is not 32 bytes in base64, such as openssl rand -base64 32 gives",
            "PILOTFELD_ZONE is “Osnabrück”: a name such as Europe/Berlin belongs there"),
        message.lines().sorted().toList());
  }

  @Test
  void plainCoapLeavesLoopbackWhereThatIsSwitchedOn() {
    var settings =
        Settings.from(Map.of("PILOTFELD_COAP_HOST", "0.0.0.0", "PILOTFELD_COAP_PLAIN", "anywhere"));

    assertTrue(settings.coap().getAddress().isAnyLocalAddress());
  }

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
}
