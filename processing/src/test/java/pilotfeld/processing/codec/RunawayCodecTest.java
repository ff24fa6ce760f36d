package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;

class RunawayCodecTest {

  // A loop inside GraalJS that never asks whether it should end; long enough to be given up, and
  // not so long that it stays beside the tests that follow.
  private static final String RUNAWAY =
      """
      function decodeUplink(input) {
        return { data: { last: [].lastIndexOf.call(new Proxy({ length: 1500000000 }, {}), 1) } };
      }
      """;
  private static final String SOUND =
      "function decodeUplink(input) { return { data: { first: input.bytes[0] } }; }";
  private static final Failed STOPPED =
      new Failed("codec could not be stopped; it is not called again before a restart");

  private final Codecs codecs =
      new Codecs(new CodecLimits(Duration.ofMillis(500), 1_000_000, 64 * 1024, 1));

  @AfterEach
  void close() {
    codecs.close();
  }

  @Test
  void aCodecThatCannotBeStoppedIsGivenUpAndNotCalledAgain() {
    assertEquals(STOPPED, decodeWithin(Duration.ofSeconds(30), RUNAWAY));
    assertEquals(STOPPED, decodeWithin(Duration.ofSeconds(1), RUNAWAY));
    assertInstanceOf(Data.class, decodeWithin(Duration.ofSeconds(10), SOUND));
  }

  private Decoded decodeWithin(Duration patience, String codec) {
    return assertTimeoutPreemptively(
        patience, () -> codecs.decode(codec, new byte[] {7}, 1, Instant.EPOCH));
  }
}
