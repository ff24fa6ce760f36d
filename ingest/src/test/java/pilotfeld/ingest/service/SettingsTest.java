package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            "PILOTFELD_DB_PASWORD", "secret");

    var message = assertThrows(SettingsException.class, () -> Settings.from(wrong)).getMessage();

    assertEquals(
        List.of(
            "PILOTFELD_DB_PASWORD is no setting; the README lists them",
            "PILOTFELD_DB_URL must begin with jdbc:postgresql://",
            "PILOTFELD_HTTP_PORT is “eighty”: a port from 0 to 65535 belongs there",
            "PILOTFELD_MQTT_URL must be tcp://host:1883 or ssl://host:8883",
            "PILOTFELD_ZONE is “Osnabrück”: a name such as Europe/Berlin belongs there"),
        message.lines().sorted().toList());
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
