package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another thread or process is about to do, within a limit.
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /// Fails with both values if they are not equal in the end.
  public static <T> void equal(T expected, Callable<T> actual) throws Exception {
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    var last = actual.call();
    while (!expected.equals(last) && System.nanoTime() < giveUp) {
      LockSupport.parkNanos(PAUSE.toNanos());
      last = actual.call();
    }
    assertEquals(expected, last);
  }
}
