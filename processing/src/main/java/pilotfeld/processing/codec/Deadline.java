package pilotfeld.processing.codec;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends what a thread does once that has had its time on a core. What a payload is must not hang on
/// how busy the machine is, so waiting for a core does not count, up to a bound.
///
/// Used for one call after the other, it looks but once in a while: calls are much shorter than
/// their time.
final class Deadline {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

  private final ScheduledExecutorService watch;
  private final long onCore;
  private final long onWall;
  private long thread;
  private Runnable end;
  private long usedBefore;
  private long begun;
  private boolean isOn;
  private boolean hasEnded;
  private boolean isLookedAt;

  /// @param onCore what a call may use of a core
  /// @param onWall after which it ends in any case
  Deadline(ScheduledExecutorService watch, Duration onCore, Duration onWall) {
    this.watch = watch;
    this.onCore = onCore.toNanos();
    this.onWall = onWall.toNanos();
  }

  /// @param caller whose time it is
  /// @param atTheEnd ends what it does
  synchronized void begin(Thread caller, Runnable atTheEnd) {
    thread = caller.threadId();
    end = atTheEnd;
    usedBefore = THREADS.getThreadCpuTime(thread);
    begun = System.nanoTime();
    isOn = true;
    hasEnded = false;
    if (!isLookedAt) {
      lookIn(Math.min(onCore, onWall));
    }
  }

  private void lookIn(long nanoseconds) {
    isLookedAt = true;
    watch.schedule(this::look, Math.max(nanoseconds, SHORTEST), TimeUnit.NANOSECONDS);
  }

  private synchronized void look() {
    isLookedAt = false;
    if (!isOn) {
      return;
    }
    var left = onCore - (THREADS.getThreadCpuTime(thread) - usedBefore);
    var leftOnWall = onWall - (System.nanoTime() - begun);
    if (left > 0 && leftOnWall > 0) {
      lookIn(Math.min(left, leftOnWall));
      return;
    }
    isOn = false;
    hasEnded = true;
    end.run();
  }

  /// @return false if it came too late, and the end has begun
  synchronized boolean callOff() {
    isOn = false;
    return !hasEnded;
  }
}
