package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;

/// The program in a process of its own, that ends when its heap is full, with a heap smaller than
/// what is thrown at it.
class SmallHeapIT {

  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx64m",
          "-XX:+ExitOnOutOfMemoryError",
          "-cp",
          System.getProperty("java.class.path"),
          Main.class.getName(),
          "run");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PATIENCE_WITH_A_DATAGRAM = Duration.ofSeconds(1);
  private static final byte[] BLOCK = new byte[1024];
  // Together as large as the heap.
  private static final int BODIES = 64 * 1024;
  // More would be lost in the socket, and harm nobody.
  private static final int AT_ONCE = 32;

  @TempDir private Path folder;
  private Process program;
  private String coap;

  @BeforeEach
  void start() throws Exception {
    var port = RunningSystem.freeUdpPort();
    var database = TestDatabase.create();
    var command = new ProcessBuilder(JAVA).redirectErrorStream(true);
    command
        .environment()
        .putAll(
            Map.of(
                "PILOTFELD_DB_URL", database.url(),
                "PILOTFELD_DB_USER", database.user(),
                "PILOTFELD_DB_PASSWORD", database.password(),
                "PILOTFELD_HTTP_PORT", Integer.toString(RunningSystem.freeTcpPort()),
                "PILOTFELD_COAP_PORT", Integer.toString(port),
                "PILOTFELD_STATE", folder.resolve("state").toString()));
    coap = "coap://127.0.0.1:" + port;
    program = command.redirectOutput(folder.resolve("log").toFile()).start();
    assertTrue(Eventually.within(PATIENCE, this::takesReadings));
  }

  @AfterEach
  void stop() throws InterruptedException {
    program.destroy();
    program.waitFor();
  }

  @Test
  void bodiesThatNeverComeWholeDoNotFillIt() throws Exception {
    assertTrue(firstBlocks() >= BODIES);

    assertTrue(Eventually.within(PATIENCE, this::takesReadings));
    assertTrue(program.isAlive());
  }

  /// How many were sent, of which some may be lost, and the last of each [#AT_ONCE] was answered.
  private int firstBlocks() throws IOException {
    var sent = 0;
    try (var flood = new RawSensor(coap, PATIENCE_WITH_A_DATAGRAM)) {
      var end = Instant.now().plus(PATIENCE);
      while (sent < BODIES && program.isAlive() && Instant.now().isBefore(end)) {
        for (var number = sent; number < sent + AT_ONCE - 1; number++) {
          flood.send(firstBlock(number));
        }
        sent += isAnswered(flood, firstBlock(sent + AT_ONCE)) ? AT_ONCE : 0;
      }
    }
    return sent;
  }

  private static Request firstBlock(int number) {
    var first = RawSensor.post("up/gauge-" + number, 50, BLOCK);
    first.getOptions().setBlock1(6, true, 0);
    return first;
  }

  private static boolean isAnswered(RawSensor sensor, Request request) throws IOException {
    try {
      return sensor.ask(request) != null;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private boolean takesReadings() throws IOException {
    try (var sensor = new RawSensor(coap, PATIENCE_WITH_A_DATAGRAM)) {
      var request = RawSensor.post("up/gauge", 50, "{\"level\":1}".getBytes());
      return sensor.ask(request).getCode() == ResponseCode.CHANGED;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
