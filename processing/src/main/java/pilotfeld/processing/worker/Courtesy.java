package pilotfeld.processing.worker;

import java.time.Duration;

/// How long who sets flags leaves the database to what arrives. Flags can wait; a sender that gets
/// no acknowledgement cannot.
final class Courtesy {

  /// Rests at a flood, in times of the work before.
  static final int AT_A_FLOOD = 4;

  private long written;
  private long nanos;

  /// @param written changes that were written ever, up to now
  /// @param nanos of a clock that only goes forward, now
  Courtesy(long written, long nanos) {
    this.written = written;
    this.nanos = nanos;
  }

  /// The rest after a piece of work: as long as that took, so that both have one half. A flood is
  /// more than could be kept up with so: it has the larger share, and its changes are looked at
  /// together when it is over. Where nothing arrives, there is nobody to rest for.
  ///
  /// @param taken changes that the work was about
  /// @param worked how long it took
  Duration rest(long written, long nanos, long taken, Duration worked) {
    var arrived = written - this.written;
    var since = Math.max(1, nanos - this.nanos);
    this.written = written;
    this.nanos = nanos;
    if (arrived <= 0) {
      return Duration.ZERO;
    }
    var keptUpWith = taken / (2.0 * Math.max(1, worked.toNanos()));
    return (double) arrived / since > keptUpWith ? worked.multipliedBy(AT_A_FLOOD) : worked;
  }
}
