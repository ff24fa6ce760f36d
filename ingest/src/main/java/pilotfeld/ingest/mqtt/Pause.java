package pilotfeld.ingest.mqtt;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How long to wait before the next try; twice as long after each, up to a limit.
record Pause(Duration time) {

  static final Duration LEAST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofSeconds(30);

  static Pause first() {
    return new Pause(LEAST);
  }

  Pause longer() {
    var twice = time.multipliedBy(2);
    return new Pause(twice.compareTo(MOST) > 0 ? MOST : twice);
  }

  /// Waits, shorter if the thread is interrupted.
  void rest() {
    LockSupport.parkNanos(time.toNanos());
  }

  @Override
  public String toString() {
    return time.toSeconds() + " s";
  }
}
