package pilotfeld.ingest.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.mqtt.MqttSettings.Version;

class BrokerTroubleTest {

  private static final MqttSettings NAMED = settings(Optional.of("water@ttn"));
  private static final MqttSettings NAMELESS = settings(Optional.empty());

  private static MqttSettings settings(Optional<String> user) {
    return new MqttSettings(
        "tts",
        "PILOTFELD_MQTT_TTS_",
        "tcp://there:1883",
        Version.MQTT_5,
        user,
        "secret",
        Optional.empty(),
        "pilotfeld-tts",
        List.of("v3/#"));
  }

  @Test
  void aWrongCredentialNamesTheUserAndTheSettingsOfTheSource() {
    var refused =
        "the broker refuses the user “water@ttn” or the password: look at PILOTFELD_MQTT_TTS_USER and PILOTFELD_MQTT_TTS_PASSWORD";

    assertEquals(refused, BrokerTrouble.of(NAMED, 0x86, null).getMessage());
    assertEquals(refused, BrokerTrouble.of(NAMED, 0x87, null).getMessage());
    assertEquals(
        "the broker lets nobody in without user and password: set PILOTFELD_MQTT_TTS_USER and PILOTFELD_MQTT_TTS_PASSWORD",
        BrokerTrouble.of(NAMELESS, 0x87, null).getMessage());
  }

  @Test
  void whateverElseABrokerRefusesNamesTheSettingToo() {
    assertEquals(
        "the broker does not speak MQTT 5: look at PILOTFELD_MQTT_TTS_VERSION",
        BrokerTrouble.of(NAMED, 0x84, null).getMessage());
    assertEquals(
        "the broker refuses the client id “pilotfeld-tts”: look at PILOTFELD_MQTT_TTS_CLIENT_ID",
        BrokerTrouble.of(NAMED, 0x85, null).getMessage());
    assertEquals(
        "another client came with our client id “pilotfeld-tts”: give each its own, look at PILOTFELD_MQTT_TTS_CLIENT_ID",
        BrokerTrouble.of(NAMED, 0x8E, null).getMessage());
    assertEquals(
        "no connection to the broker (reason code 0x97): look at PILOTFELD_MQTT_TTS_URL",
        BrokerTrouble.of(NAMED, 0x97, null).getMessage());
  }

  @Test
  void aBrokerThatCannotBeReachedSaysTheFirstCause() {
    assertEquals(
        "no connection to the broker (Connection refused): look at PILOTFELD_MQTT_TTS_URL",
        trouble(new ConnectException("Connection refused")));
    assertEquals(
        "no connection to the broker (no such host: there): look at PILOTFELD_MQTT_TTS_URL",
        trouble(new UnknownHostException("there")));
    assertEquals(
        "the broker's certificate is not accepted (PKIX path building failed): look at PILOTFELD_MQTT_TTS_CA_FILE and PILOTFELD_MQTT_TTS_URL",
        trouble(new SSLHandshakeException("PKIX path building failed")));
    assertEquals(
        "no connection to the broker (it was closed): look at PILOTFELD_MQTT_TTS_URL",
        BrokerTrouble.of(NAMED, 0, null).getMessage());
  }

  private static String trouble(IOException first) {
    return BrokerTrouble.of(NAMED, 32103, new IllegalStateException("wrapped", first)).getMessage();
  }

  @Test
  void refusedSubscriptionsAreNamedWithTheirCodes() {
    assertEquals(
        "the broker refuses the subscription of “a/#” (0x87), “b” (0x80): look at PILOTFELD_MQTT_TTS_TOPICS, and at the rights of the user “water@ttn” there",
        BrokerTrouble.refusedSubscriptions(NAMED, Map.of("b", 0x80, "a/#", 0x87)));
  }

  @Test
  void aFilterWithoutAnAnswerCountsAsRefused() {
    assertEquals(
        Map.of("b", 0x87, "c", 0x80), Refused.of(List.of("a", "b", "c"), new int[] {1, 0x87}));
  }

  @Test
  void thePauseBetweenTriesGrowsToItsLimit() {
    var pause = Pause.first();
    for (var tries = 0; tries < 100; tries++) {
      pause = pause.longer();
    }

    assertEquals("2 s", Pause.first().longer().toString());
    assertEquals("30 s", pause.toString());
  }
}
