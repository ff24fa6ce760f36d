package pilotfeld.ingest.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// How long to wait at most before the next try; twice as long after each, up to a limit.
record Pause(Duration time, Duration most) {

  static final Duration LEAST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofSeconds(30);

  /// How long to leave a session to whoever took it over: long enough for people to read why.
  static final Duration LEAST_AFTER_TAKE_OVER = Duration.ofMinutes(5);

  static final Duration MOST_AFTER_TAKE_OVER = Duration.ofHours(1);

  static Pause first() {
    return new Pause(LEAST, MOST);
  }

  static Pause afterTakeOver() {
    return new Pause(LEAST_AFTER_TAKE_OVER, MOST_AFTER_TAKE_OVER);
  }

  Pause longer() {
    var twice = time.multipliedBy(2);
    return new Pause(twice.compareTo(most) > 0 ? most : twice, most);
  }

  /// From half of it to all of it, so that those who lost a broker together do not come back
  /// together.
  Duration jittered() {
    var half = time.toNanos() / 2;
    return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half + 1));
  }

  /// Waits, shorter if the thread is interrupted.
  void rest() {
    var end = System.nanoTime() + jittered().toNanos();
    while (!Thread.currentThread().isInterrupted() && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Override
  public String toString() {
    return time.toSeconds() + " s";
  }
}
