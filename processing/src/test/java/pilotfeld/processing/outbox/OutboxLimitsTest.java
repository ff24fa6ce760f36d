package pilotfeld.processing.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxLimitsTest {

  private static final OutboxLimits LIMITS = OutboxLimits.DEFAULT;

  @Test
  void thePauseDoublesUpToItsLimit() {
    assertEquals(
        List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L),
        IntStream.rangeClosed(1, 10).mapToObj(n -> LIMITS.pause(n, 1).toSeconds()).toList());
    assertEquals(LIMITS.longestPause(), LIMITS.pause(1_000_000, 1));
  }

  @Test
  void chanceTakesUpToHalfOfThePauseAway() {
    assertEquals(Duration.ofMillis(2500), LIMITS.pause(1, 0));
    assertEquals(Duration.ofMillis(3750), LIMITS.pause(1, 0.5));
  }

  @Test
  void whoIsAwayIsAskedAgainAfterAMinuteAtTheLatest() {
    assertEquals(Duration.ofMinutes(1), LIMITS.rest(50, 1));
  }
}
