package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.fixture.Eventually;

/// Two systems that were given the same client id at one Mosquitto.
class TakeOverIT {

  private static final String PASSWORD = "the broker's password for us";

  // Of 3.1.1, three stays must end before it is seen, with pauses between them.
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  // Longer than the first pauses of those who fight for a session.
  private static final Duration QUIET = Duration.ofSeconds(5);

  @TempDir private static Path folder;
  private static NetworkServer broker;

  private final LogLines log = new LogLines();
  private RunningSystem first;
  private RunningSystem second;

  @BeforeAll
  static void startTheBroker() throws Exception {
    broker = NetworkServer.start(folder, "pilotfeld", PASSWORD);
  }

  @AfterAll
  static void stopTheBroker() throws Exception {
    broker.stop();
  }

  @AfterEach
  void stopPilotfeld() {
    log.close();
    for (var system : new RunningSystem[] {first, second}) {
      if (system != null) {
        system.close();
      }
    }
  }

  private static RunningSystem start(String version) throws IOException {
    var settings = new HashMap<>(broker.settings("PILOTFELD_MQTT_", PASSWORD));
    settings.put("PILOTFELD_MQTT_VERSION", version);
    settings.put("PILOTFELD_MQTT_CLIENT_ID", "twin-" + version);
    return new RunningSystem(settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void oneOfTheTwoIsToldAndLeavesTheSessionToTheOther(String version) throws Exception {
    first = start(version);
    Eventually.equal("connected", () -> standing(first));
    second = start(version);

    assertTrue(Eventually.within(PATIENCE, this::isSettled), log.all()::toString);

    var connected = connections();
    assertFalse(Eventually.within(QUIET, () -> connections() > connected));
    assertTrue(isSettled());
    var told =
        log.beginning("chirpstack: ").stream()
            .filter(line -> line.contains("client id"))
            .toList()
            .getFirst();
    assertTrue(
        told.contains(
            "“twin-%s”: give each its own, look at PILOTFELD_MQTT_CLIENT_ID".formatted(version)),
        told);
    assertTrue(told.endsWith("; trying again within 300 s"), told);
    assertEquals(200, second.get("/api/health").statusCode());
  }

  private boolean isSettled() throws Exception {
    var standings = List.of(standing(first), standing(second));
    return standings.contains("connected") && standings.contains("taken over");
  }

  private long connections() {
    return log.beginning("chirpstack: connected to ").size();
  }

  private static String standing(RunningSystem system) throws Exception {
    return new ObjectMapper()
        .readTree(system.get("/api/health").body())
        .at("/brokers/chirpstack")
        .asText();
  }
}
