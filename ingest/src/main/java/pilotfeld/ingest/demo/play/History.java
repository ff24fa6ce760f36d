package pilotfeld.ingest.demo.play;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.ingest.demo.Simulation;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.NothingDurable;
import pilotfeld.processing.reading.Message;

/// Feeds the past of the fleet through the intake, as if each message had arrived when it was sent.
final class History {

  /// Messages on their way at once: enough for large groups, few enough to leave room for what is
  /// live.
  static final int IN_FLIGHT_LIMIT = 400;

  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final Duration STEP = Duration.ofHours(6);

  private final Simulation simulation;
  private final Letters letters;
  private final Intake intake;
  private final Semaphore working = new Semaphore(IN_FLIGHT_LIMIT);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong refused = new AtomicLong();

  History(Simulation simulation, Letters letters, Intake intake) {
    this.simulation = simulation;
    this.letters = letters;
    this.intake = intake;
  }

  /// Is told after each step until when everything is taken in.
  interface Reached {
    void until(Instant time);
  }

  void stop() {
    stopped.set(true);
  }

  /// Blocks until all is taken in, or `stop` is called.
  ///
  /// @return whether all was taken in
  boolean play(Instant from, Instant until, Reached reached) {
    for (var start = from; start.isBefore(until) && !stopped.get(); start = start.plus(STEP)) {
      var end = start.plus(STEP).isBefore(until) ? start.plus(STEP) : until;
      if (!step(start, end)) {
        return false;
      }
      reached.until(end);
    }
    return !stopped.get();
  }

  private boolean step(Instant from, Instant until) {
    try (var frames = simulation.between(from, until)) {
      frames.takeWhile(_ -> !stopped.get()).forEach(this::take);
    }
    working.acquireUninterruptibly(IN_FLIGHT_LIMIT);
    working.release(IN_FLIGHT_LIMIT);
    return refused.get() == 0 && !stopped.get();
  }

  private void take(DemoFrame frame) {
    var message = letters.message(frame);
    working.acquireUninterruptibly();
    Thread.ofVirtual()
        .name("history")
        .start(
            () -> {
              try {
                accept(message);
              } finally {
                working.release();
              }
            });
  }

  private void accept(Message message) {
    try {
      intake.accept(message);
    } catch (NothingDurable e) {
      if (refused.getAndIncrement() == 0) {
        LOG.warn("history stops here and goes on at the next start: {}", e.getMessage());
      }
      stop();
    }
  }
}
