package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.ingest.service.Variables.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.reading.TimeLadder;

/// All settings together, and those of time and of what listens.
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
        Map.ofEntries(
            Map.entry("PILOTFELD_HTTP_PORT", "eighty"),
            Map.entry("PILOTFELD_HTTP_SCHEME", "HTTPS"),
            Map.entry("PILOTFELD_ZONE", "Osnabrück"),
            Map.entry("PILOTFELD_TIME_PAST", "P93D"),
            Map.entry("PILOTFELD_TIME_FUTURE", "two minutes"),
            Map.entry("PILOTFELD_DB_URL", "postgres://here"),
            Map.entry("PILOTFELD_MQTT_URL", "here:1883"),
            Map.entry("PILOTFELD_COAP_HOST", "0.0.0.0"),
            Map.entry("PILOTFELD_SECRET_KEY", "c3dvcmRmaXNo"),
            Map.entry("PILOTFELD_SPOOL_BYTES", "1 GB"),
            Map.entry("PILOTFELD_SPOOL_FREE_BYTES", "-1"),
            Map.entry("PILOTFELD_DB_PASWORD", "secret"));

    assertEquals(
        List.of(
            "PILOTFELD_COAP_HOST is “0.0.0.0”: plain CoAP knows no sender and stays on loopback; let sensors use DTLS (PILOTFELD_COAPS_HOST), or set PILOTFELD_COAP_PLAIN=anywhere where the network keeps strangers out",
            "PILOTFELD_DB_PASWORD is no setting; the README lists them",
            "PILOTFELD_DB_URL must begin with jdbc:postgresql://",
            "PILOTFELD_HTTP_PORT is “eighty”: a port from 0 to 65535 belongs there",
            "PILOTFELD_HTTP_SCHEME is “HTTPS”: http or https belongs there",
            "PILOTFELD_MQTT_URL must be tcp://host:1883 or ssl://host:8883",
            "PILOTFELD_SECRET_KEY is not 32 bytes in base64, such as openssl rand -base64 32 gives",
            "PILOTFELD_SPOOL_BYTES is “1 GB”: a number of bytes from 1048576 on belongs there",
            "PILOTFELD_SPOOL_FREE_BYTES is “-1”: a number of bytes from 0 on belongs there",
            "PILOTFELD_TIME_FUTURE is “two minutes”: a span from PT0S to P1D belongs there, such as PT2M or P30D",
            "PILOTFELD_TIME_PAST is “P93D”: a span from PT0S to P92D belongs there, such as PT2M or P30D",
            "PILOTFELD_ZONE is “Osnabrück”: a name such as Europe/Berlin belongs there"),
        faults(wrong));
  }

  @Test
  void whichClocksAreBelievedIsASetting() {
    var settings =
        Settings.from(Map.of("PILOTFELD_TIME_PAST", "P7D", "PILOTFELD_TIME_FUTURE", "PT0S"));

    assertEquals(new TimeLadder(Duration.ofDays(7), Duration.ZERO), settings.ladder());
    assertEquals(TimeLadder.DEFAULT, Settings.from(Map.of()).ladder());
  }

  @Test
  void plainCoapLeavesLoopbackWhereThatIsSwitchedOn() {
    var settings =
        Settings.from(Map.of("PILOTFELD_COAP_HOST", "0.0.0.0", "PILOTFELD_COAP_PLAIN", "anywhere"));

    assertTrue(settings.coap().getAddress().isAnyLocalAddress());
  }

  @Test
  void theEmbeddedDefaultListensToSensorsOfTheirOwn(@TempDir Path folder) throws IOException {
    var settings = Settings.from(Map.of("PILOTFELD_STATE", folder.toString()));

    assertEquals(
        List.of("application/+/device/+/event/+", "pilotfeld/+/up"), settings.embedded().topics());
  }
}
