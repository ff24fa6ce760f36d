package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.ingest.service.Variables.faults;
import static pilotfeld.ingest.service.Variables.together;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.MqttSettings.Version;

/// What is set of brokers.
class MqttSourcesTest {

  @Test
  void theFirstBrokerIsASourceWithoutFurtherSettings() {
    var settings = Settings.from(Map.of("PILOTFELD_MQTT_URL", "tcp://here:1883"));

    assertEquals(
        List.of(
            new MqttSettings(
                "chirpstack",
                "PILOTFELD_MQTT_",
                "tcp://here:1883",
                Version.MQTT_5,
                Optional.empty(),
                "",
                Optional.empty(),
                "pilotfeld",
                List.of("application/+/device/+/event/+"))),
        settings.brokers());
  }

  @Test
  void aFurtherSourceHasTheSameSettingsUnderItsName(@TempDir Path folder) throws IOException {
    var key = Files.writeString(folder.resolve("key"), "NNSXS.SECRET\n");

    var settings =
        Settings.from(
            together(
                List.of(
                    Map.of(
                        "PILOTFELD_MQTT_URL", "tcp://here:1883",
                        "PILOTFELD_MQTT_SOURCE", "harbour",
                        "PILOTFELD_MQTT_CLIENT_ID", "pilotfeld-2",
                        "PILOTFELD_MQTT_SOURCES", " tts  own-sensors "),
                    Map.of(
                        "PILOTFELD_MQTT_TTS_URL", "ssl://eu1.cloud.thethings.network:8883",
                        "PILOTFELD_MQTT_TTS_VERSION", "3.1.1",
                        "PILOTFELD_MQTT_TTS_USER", "water@ttn",
                        "PILOTFELD_MQTT_TTS_PASSWORD_FILE", key.toString(),
                        "PILOTFELD_MQTT_TTS_CA_FILE", key.toString(),
                        "PILOTFELD_MQTT_TTS_CLIENT_ID", "swo",
                        "PILOTFELD_MQTT_TTS_TOPICS", "v3/+/devices/+/up v3/+/devices/+/join"),
                    Map.of(
                        "PILOTFELD_MQTT_OWN_SENSORS_URL", "tcp://here:1883",
                        "PILOTFELD_MQTT_OWN_SENSORS_TOPICS", "pilotfeld/+/up"))));

    assertEquals(
        List.of("harbour", "tts", "own-sensors"),
        settings.brokers().stream().map(MqttSettings::source).toList());
    assertEquals(
        List.of("pilotfeld-2", "swo", "pilotfeld-2-own-sensors"),
        settings.brokers().stream().map(MqttSettings::clientId).toList());
    assertEquals(
        new MqttSettings(
            "tts",
            "PILOTFELD_MQTT_TTS_",
            "ssl://eu1.cloud.thethings.network:8883",
            Version.MQTT_3_1_1,
            Optional.of("water@ttn"),
            "NNSXS.SECRET",
            Optional.of(key),
            "swo",
            List.of("v3/+/devices/+/up", "v3/+/devices/+/join")),
        settings.brokers().get(1));
    assertFalse(settings.toString().contains("SECRET"), settings.toString());
  }

  @Test
  void aGroupSharesEveryTopicOfItsSourceAndItsProcessesHaveClientIdsOfTheirOwn() {
    var brokers =
        Settings.from(
                together(
                    List.of(
                        Map.of(
                            "PILOTFELD_MQTT_URL", "tcp://here:1883",
                            "PILOTFELD_MQTT_GROUP", "ingest",
                            "PILOTFELD_MQTT_TOPICS", "application/# pilotfeld/+/up"),
                        Map.of(
                            "PILOTFELD_MQTT_SOURCES", "own",
                            "PILOTFELD_MQTT_OWN_URL", "tcp://there:1883",
                            "PILOTFELD_MQTT_OWN_TOPICS", "pilotfeld/+/up"))))
            .brokers();

    assertEquals(
        List.of("$share/ingest/application/#", "$share/ingest/pilotfeld/+/up"),
        brokers.getFirst().topics());
    assertTrue(brokers.getFirst().isShared());
    assertEquals("pilotfeld-1a2b", brokers.getFirst().as("1a2b").clientId());
    assertEquals(List.of("pilotfeld/+/up"), brokers.getLast().topics());
    assertFalse(brokers.getLast().isShared());
  }

  @Test
  void aGroupNeedsANameThatATopicMayHoldAndMqtt5() {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_GROUP is “a/b”: at most 64 letters, digits, hyphens and _ belong there",
            "PILOTFELD_MQTT_GROUP needs MQTT 5: in 3.1.1 a broker may take $share for a topic like any other, and nothing comes"),
        faults(Map.of("PILOTFELD_MQTT_GROUP", "a/b", "PILOTFELD_MQTT_VERSION", "3.1.1")));
  }

  @Test
  void aFurtherSourceNeedsItsBrokerAndItsTopics() {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_TTS_TOPICS is not set: say what to take from the source “tts”",
            "PILOTFELD_MQTT_TTS_URL is not set: the source “tts” needs a broker"),
        faults(Map.of("PILOTFELD_MQTT_SOURCES", "tts")));
  }

  @Test
  void everyWrongSettingOfAFurtherSourceIsNamedAtOnce() {
    var wrong =
        Map.of(
            "PILOTFELD_MQTT_SOURCES", "tts",
            "PILOTFELD_MQTT_TTS_URL", "tcp://user:secret@there:1883",
            "PILOTFELD_MQTT_TTS_VERSION", "3.1",
            "PILOTFELD_MQTT_TTS_PASSWORD", "secret",
            "PILOTFELD_MQTT_TTS_CA_FILE", "/no/such/file",
            "PILOTFELD_MQTT_TTS_CLIENT_ID", "pilotfeld",
            "PILOTFELD_MQTT_TTS_TOPICS", "v3/#/up v3/+/devices/+/up application/1#",
            "PILOTFELD_MQTT_TTS_PORT", "1883");

    assertEquals(
        List.of(
            "PILOTFELD_MQTT_TTS_CA_FILE is “/no/such/file”: there is no such file that can be read",
            "PILOTFELD_MQTT_TTS_CLIENT_ID is “pilotfeld” as that of the source “chirpstack”: give each its own",
            "PILOTFELD_MQTT_TTS_PASSWORD needs PILOTFELD_MQTT_TTS_USER",
            "PILOTFELD_MQTT_TTS_PORT is no setting; the README lists them; those of a further source need its name in PILOTFELD_MQTT_SOURCES",
            "PILOTFELD_MQTT_TTS_TOPICS has “application/1#”: no topic filter",
            "PILOTFELD_MQTT_TTS_TOPICS has “v3/#/up”: no topic filter",
            "PILOTFELD_MQTT_TTS_URL must be tcp://host:1883 or ssl://host:8883",
            "PILOTFELD_MQTT_TTS_VERSION is “3.1”: 5 or 3.1.1 belongs there"),
        faults(wrong));
  }

  @Test
  void aCertificateAuthorityBelongsToTlsOnly(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("ca.crt"), "").toString();

    assertEquals(
        List.of(
            "PILOTFELD_MQTT_CA_FILE is set, but PILOTFELD_MQTT_URL begins with tcp://, without TLS: make it ssl://, or leave the file away"),
        faults(Map.of("PILOTFELD_MQTT_URL", "tcp://here:1883", "PILOTFELD_MQTT_CA_FILE", file)));
  }

  @Test
  void theSettingsOfASourceThatIsNotNamedAreUnknown() {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_TTS_URL is no setting; the README lists them; those of a further source need its name in PILOTFELD_MQTT_SOURCES"),
        faults(Map.of("PILOTFELD_MQTT_TTS_URL", "tcp://there:1883")));
  }
}
