package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;
import pilotfeld.processing.fixture.Eventually;

class RunawayCodecTest {

  // A loop inside GraalJS that never asks whether it should end.
  private static final String RUNAWAY =
      """
      function decodeUplink(input) {
        return { data: { last: [].lastIndexOf.call(new Proxy({ length: 4294967295 }, {}), 1) } };
      }
      """;
  private static final String SOUND =
      "function decodeUplink(input) { return { data: { first: input.bytes[0] } }; }";
  private static final Failed STOPPED =
      new Failed("codec could not be stopped but by ending its process");

  private final Codecs codecs =
      new Codecs(new CodecLimits(Duration.ofMillis(500), 1_000_000, 64 * 1024, 1));

  @AfterEach
  void close() {
    codecs.close();
  }

  @Test
  void aCodecThatCannotBeStoppedEndsWithItsProcessAndTheNextOneFindsAnother() {
    assertEquals(STOPPED, decodeWithin(Duration.ofSeconds(60), RUNAWAY));
    assertInstanceOf(Data.class, decodeWithin(Duration.ofSeconds(60), SOUND));
  }

  @Test
  void aProcessThatSomebodyEndedIsReplacedWithoutAFailure() {
    assertInstanceOf(Data.class, decodeWithin(Duration.ofSeconds(60), SOUND));
    endProcesses();
    assertInstanceOf(Data.class, decodeWithin(Duration.ofSeconds(60), SOUND));
  }

  @Test
  void noProcessIsLeftOnceTheyAreClosed() throws Exception {
    assertInstanceOf(Data.class, decodeWithin(Duration.ofSeconds(60), SOUND));
    codecs.close();
    Eventually.equal(0L, () -> processes().count());
  }

  private static void endProcesses() {
    processes().forEach(ProcessHandle::destroyForcibly);
  }

  private static Stream<ProcessHandle> processes() {
    return ProcessHandle.current()
        .children()
        .filter(each -> each.info().commandLine().orElse("").contains("CodecProcessMain"));
  }

  private Decoded decodeWithin(Duration patience, String codec) {
    return assertTimeoutPreemptively(
        patience, () -> codecs.decode(codec, new byte[] {7}, 1, Instant.EPOCH));
  }
}
