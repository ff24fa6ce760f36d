package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void close() {
    watch.shutdownNow();
  }

  @Test
  void endsWhatHasHadItsTimeOnACore() {
    var deadline = begun(SHORT, LONG);

    assertTrue(spinsUntilEnded());
    assertFalse(deadline.callOff());
  }

  @Test
  void doesNotCountTheWaitForACore() throws InterruptedException {
    var deadline = begun(SHORT, LONG);

    assertFalse(ended.await(SHORT.toMillis() * 10, TimeUnit.MILLISECONDS));
    assertTrue(deadline.callOff());
  }

  @Test
  void endsWhatWaitsForEver() throws InterruptedException {
    var deadline = begun(LONG, SHORT);

    assertTrue(ended.await(LONG.toMillis(), TimeUnit.MILLISECONDS));
    assertFalse(deadline.callOff());
  }

  @Test
  void endsNothingOnceItIsCalledOff() throws Exception {
    var deadline = begun(SHORT, SHORT);
    var calledOff = deadline.callOff();

    // Whatever was to come comes before this.
    watch.schedule(() -> {}, SHORT.toMillis() * 2, TimeUnit.MILLISECONDS).get();
    assertEquals(calledOff ? 1 : 0, ended.getCount());
  }

  @Test
  void givesEachCallATimeOfItsOwn() {
    var deadline = begun(SHORT, LONG);
    assertTrue(spinsUntilEnded());

    deadline.begin(Thread.currentThread(), ended::countDown);
    assertTrue(deadline.callOff());
  }

  private Deadline begun(Duration onCore, Duration onWall) {
    var deadline = new Deadline(watch, onCore, onWall);
    deadline.begin(Thread.currentThread(), ended::countDown);
    return deadline;
  }

  private boolean spinsUntilEnded() {
    var giveUp = Instant.now().plus(LONG);
    while (ended.getCount() > 0 && Instant.now().isBefore(giveUp)) {
      Thread.onSpinWait();
    }
    return ended.getCount() == 0;
  }
}
