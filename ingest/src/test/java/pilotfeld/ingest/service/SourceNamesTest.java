package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.ingest.service.Variables.faults;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How sources may be named.
class SourceNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"TTS", "the_things", "-tts", "tts-", "ttß", "a23456789012345678901234567890123"})
  void aNameIsMadeOfFewCharacters(String name) {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_SOURCES has “%s”: a name is at most 32 lower-case letters and digits, with hyphens between them"
                .formatted(name)),
        faults(
            Map.of(
                "PILOTFELD_MQTT_SOURCES", name, Setting.prefix(name) + "URL", "tcp://there:1883")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coap",
        "url",
        "user",
        "password",
        "password-file",
        "ca-file",
        "client-id",
        "topics",
        "version",
        "port",
        "source",
        "sources"
      })
  void aNameThatASettingOrCoapHasIsRefused(String name) {
    var fault = "PILOTFELD_MQTT_%s has “%s”: a setting or CoAP has this name; choose another one";

    assertEquals(
        List.of(fault.formatted("SOURCES", name)), faults(Map.of("PILOTFELD_MQTT_SOURCES", name)));
    assertEquals(
        List.of(fault.formatted("SOURCE", name)), faults(Map.of("PILOTFELD_MQTT_SOURCE", name)));
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    var twice =
        Map.of(
            "PILOTFELD_MQTT_SOURCES", "chirpstack tts tts",
            "PILOTFELD_MQTT_TTS_URL", "tcp://there:1883",
            "PILOTFELD_MQTT_TTS_TOPICS", "v3/#");
    var fault =
        "PILOTFELD_MQTT_SOURCES has “%s”: another source has this name already; choose another one";

    assertEquals(List.of(fault.formatted("chirpstack"), fault.formatted("tts")), faults(twice));
  }

  @Test
  void sourcesAreLimitedInNumber() {
    var many =
        IntStream.rangeClosed(0, SourceNames.LIMIT)
            .mapToObj("s%d"::formatted)
            .collect(Collectors.joining(" "));

    assertTrue(
        faults(Map.of("PILOTFELD_MQTT_SOURCES", many))
            .contains("PILOTFELD_MQTT_SOURCES names 16 sources: at most 15 can be"));
  }
}
