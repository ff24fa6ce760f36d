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
    var reached = within(PATIENCE, () -> expected.equals(actual.call()));
    if (!reached) {
      assertEquals(expected, actual.call());
    }
  }

  /// Whether it becomes true in time.
  public static boolean within(Duration patience, Callable<Boolean> condition) throws Exception {
    var giveUp = System.nanoTime() + patience.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > giveUp) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
