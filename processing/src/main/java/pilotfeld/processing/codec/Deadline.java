package pilotfeld.processing.codec;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends what a thread does once that has had its time on a core. What a payload is must not hang on
/// how busy the machine is, so waiting for a core does not count, up to a bound.
final class Deadline {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

  private final ScheduledExecutorService watch;
  private final Runnable end;
  private final long thread;
  private final long usedBefore;
  private final long begun = System.nanoTime();
  private final long onCore;
  private final long onWall;
  private Future<?> next;
  private boolean isOver;
  private boolean hasEnded;

  /// @param onCore what it may use of a core
  /// @param onWall after which it ends in any case
  Deadline(
      ScheduledExecutorService watch,
      Thread thread,
      Duration onCore,
      Duration onWall,
      Runnable end) {
    this.watch = watch;
    this.thread = thread.threadId();
    this.usedBefore = THREADS.getThreadCpuTime(this.thread);
    this.onCore = onCore.toNanos();
    this.onWall = onWall.toNanos();
    this.end = end;
    lookIn(Math.min(this.onCore, this.onWall));
  }

  private synchronized void lookIn(long nanoseconds) {
    next = watch.schedule(this::look, Math.max(nanoseconds, SHORTEST), TimeUnit.NANOSECONDS);
  }

  private synchronized void look() {
    if (isOver) {
      return;
    }
    var left = onCore - (THREADS.getThreadCpuTime(thread) - usedBefore);
    var leftOnWall = onWall - (System.nanoTime() - begun);
    if (left > 0 && leftOnWall > 0) {
      lookIn(Math.min(left, leftOnWall));
      return;
    }
    isOver = true;
    hasEnded = true;
    end.run();
  }

  /// @return false if it came too late, and the end has begun
  synchronized boolean callOff() {
    isOver = true;
    next.cancel(false);
    return !hasEnded;
  }
}
