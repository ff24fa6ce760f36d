package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.Eventually;

/// Two network servers, each with a Mosquitto, an authority and a password of its own, and a second
/// source at the broker of the first.
class SourcesIT {

  private static final String CHIRPSTACK = "PILOTFELD_MQTT_";
  private static final String TTS = "PILOTFELD_MQTT_TTS_";
  private static final String OWN = "PILOTFELD_MQTT_OWN_SENSORS_";
  private static final String PASSWORD = "chirpstack's password for us";
  private static final String KEY = "NNSXS.the-key-of-tts";
  private static final String WRONG = "the password of yesterday";

  private static final String DEVICE = "70b3d57ba0000001";
  private static final String OTHER_DEVICE = "70b3d57ba0000002";
  private static final Instant TIME = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final LogLines log = new LogLines();
  private NetworkServer chirpstack;
  private NetworkServer tts;
  private RunningSystem system;

  @BeforeEach
  void startTheServers() throws Exception {
    chirpstack = NetworkServer.start(folder.resolve("chirpstack"), "pilotfeld", PASSWORD);
    tts = NetworkServer.start(folder.resolve("tts"), "water@stadtwerke", KEY);
  }

  private void startPilotfeld() throws Exception {
    var settings = new HashMap<>(chirpstack.settings(CHIRPSTACK, PASSWORD));
    settings.put("PILOTFELD_MQTT_SOURCES", "tts own-sensors");
    settings.putAll(tts.settings(TTS, KEY));
    settings.putAll(Map.of(TTS + "VERSION", "3.1.1", TTS + "TOPICS", "v3/+/devices/+/up"));
    settings.putAll(chirpstack.settings(OWN, PASSWORD));
    settings.put(OWN + "TOPICS", "pilotfeld/+/up");
    system = new RunningSystem(settings);
  }

  @AfterEach
  void stopAll() throws Exception {
    log.close();
    if (system != null) {
      system.close();
    }
    for (var server : new NetworkServer[] {chirpstack, tts}) {
      if (server != null) {
        server.stop();
      }
    }
  }

  @Test
  void eachSourceDeliversUnderItsName() throws Exception {
    startPilotfeld();

    arrives("chirpstack", DEVICE, this::sendFromChirpstack);
    arrives("tts", OTHER_DEVICE, this::sendFromTts);
    arrives("own-sensors", "gauge-1", this::sendFromGauge);

    assertEquals(List.of(), log.beginning("chirpstack: "));
    assertEquals(List.of(), log.beginning("tts: "));
    assertEquals(List.of(), log.beginning("own-sensors: "));
  }

  @Test
  void aWrongPasswordIsNamedAndHoldsUpNobodyUntilItIsPutRight() throws Exception {
    tts.restartWithPassword(WRONG);
    startPilotfeld();

    arrives("chirpstack", DEVICE, this::sendFromChirpstack);
    Eventually.equal(true, () -> log.beginning("tts: ").size() >= 2);
    var refused =
        "tts: the broker refuses the user “water@stadtwerke” or the password: look at PILOTFELD_MQTT_TTS_USER and PILOTFELD_MQTT_TTS_PASSWORD; trying again within ";
    assertEquals(List.of(refused + "1 s", refused + "2 s"), log.beginning("tts: ").subList(0, 2));
    assertEquals(List.of(), devices("tts"));

    tts.setPassword(KEY);

    arrives("tts", OTHER_DEVICE, this::sendFromTts);
    assertFalse(log.all().toString().contains(KEY));
  }

  @Test
  void whatWaitsAtABrokerThatCameBackWithAnotherPasswordArrivesOnceItIsPutRight() throws Exception {
    startPilotfeld();
    arrives("chirpstack", DEVICE, this::sendFromChirpstack);

    chirpstack.restartWithPassword(WRONG);
    Eventually.equal(
        false,
        () ->
            log.beginning("chirpstack: the broker refuses the user “pilotfeld” or the password")
                .isEmpty());
    chirpstack.publish(
        Uplinks.topic(OTHER_DEVICE), Uplinks.json(OTHER_DEVICE, UUID.randomUUID(), 1, TIME));
    arrives("tts", OTHER_DEVICE, this::sendFromTts);
    assertEquals(List.of(DEVICE), devices("chirpstack"));

    chirpstack.setPassword(PASSWORD);

    arrives("chirpstack", OTHER_DEVICE, () -> null);
  }

  private Void sendFromChirpstack() throws Exception {
    chirpstack.publish(Uplinks.topic(DEVICE), Uplinks.json(DEVICE, new UUID(0, 1), 1, TIME));
    return null;
  }

  private Void sendFromTts() throws Exception {
    tts.publishOnce(Uplinks.topicOfTheThings(), Uplinks.theThings(OTHER_DEVICE, 1, TIME));
    return null;
  }

  private Void sendFromGauge() throws Exception {
    var body = "{\"distance\":1234,\"time\":%d}".formatted(TIME.getEpochSecond());
    chirpstack.publish("pilotfeld/gauge-1/up", body.getBytes());
    return null;
  }

  // A broker keeps nothing for a session that does not exist yet, so it is sent until it is there.
  private void arrives(String source, String device, Callable<Void> sent) throws Exception {
    var arrived =
        Eventually.within(
            PATIENCE,
            () -> {
              sent.call();
              return devices(source).contains(device);
            });
    assertTrue(arrived, device + " from " + source + ": " + log.all());
  }

  private List<String> devices(String source) {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT DISTINCT device FROM dash_uplink WHERE source = :source")
                    .bind("source", source)
                    .mapTo(String.class)
                    .list());
  }
}
