package pilotfeld.processing.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import java.time.Duration;
import java.time.Instant;

/// What is known of the messages of one source.
final class SourceFigures {

  private static final double MILLIS = 1000;

  private final DistributionSummary lags;
  // Of several threads the last one to write wins: they differ by the time of one message.
  private volatile long lastMillis;

  SourceFigures(DistributionSummary lags) {
    this.lags = lags;
  }

  void arrived(Instant at) {
    lastMillis = at.toEpochMilli();
  }

  /// A clock that is ahead of ours makes no negative lag.
  void lagged(Duration lag) {
    lags.record(Math.max(0, lag.toMillis() / MILLIS));
  }

  double lastSeconds() {
    return lastMillis / MILLIS;
  }
}
