package pilotfeld.processing.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final int PER_SECOND = 5;
  private static final int BURST = 50;

  // Clocks of this kind may begin below zero.
  private long nanos = -1_000_000_000_000L;
  private final RateLimit limit = new RateLimit(PER_SECOND, () -> nanos);

  @Test
  void theRequestsOfTenSecondsMayComeAtOnceAndNoMore() {
    takeBurst("erika");

    assertEquals(429, assertThrows(Problem.class, () -> limit.take("erika")).status());
  }

  @Test
  void whoWaitsAsToldIsLetInAgain() {
    takeBurst("erika");
    var refused = assertThrows(Problem.class, () -> limit.take("erika"));
    assertEquals("1", refused.headers().get("Retry-After"));

    passes(Duration.ofSeconds(1));

    for (var request = 0; request < PER_SECOND; request++) {
      limit.take("erika");
    }
    assertThrows(Problem.class, () -> limit.take("erika"));
  }

  @Test
  void whoAsksNoFasterThanTheRateIsNeverRefused() {
    for (var request = 0; request < 10 * BURST; request++) {
      assertDoesNotThrow(() -> limit.take("erika"));
      passes(Duration.ofMillis(200));
    }
  }

  @Test
  void oneClientTakesNothingFromAnother() {
    takeBurst("erika");

    assertDoesNotThrow(() -> limit.take("max"));
  }

  @Test
  void restingForLongSavesUpNoMoreThanOneBurst() {
    takeBurst("erika");
    passes(Duration.ofHours(1));
    takeBurst("erika");

    assertThrows(Problem.class, () -> limit.take("erika"));
  }

  @Test
  void whoHasNotAskedForLongestIsForgottenFirst() {
    takeBurst("erika");
    for (var client = 1; client < RateLimit.CLIENTS_LIMIT; client++) {
      limit.take("client " + client);
    }
    assertThrows(Problem.class, () -> limit.take("erika"));

    for (var client = 0; client < RateLimit.CLIENTS_LIMIT; client++) {
      limit.take("other " + client);
    }

    assertDoesNotThrow(() -> limit.take("erika"));
  }

  private void takeBurst(String client) {
    for (var request = 0; request < BURST; request++) {
      limit.take(client);
    }
  }

  private void passes(Duration time) {
    nanos += time.toNanos();
  }
}
