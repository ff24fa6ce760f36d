package pilotfeld.processing.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Chooses the time of a value: the payload's own, else the network's, else arrival.
///
/// @param past how long before arrival a time is believed
/// @param future how long after arrival a time is believed
public record TimeLadder(Duration past, Duration future) {

  /// Furthest that a ladder may reach back: compression and retention are made for it.
  public static final Duration PAST_LIMIT = Duration.ofDays(92);

  /// Furthest that a ladder may reach ahead.
  public static final Duration FUTURE_LIMIT = Duration.ofDays(1);

  /// 92 days back, for gateways and loggers that buffer; 2 minutes ahead, for clocks that are not
  /// quite right.
  public static final TimeLadder DEFAULT = new TimeLadder(PAST_LIMIT, Duration.ofMinutes(2));

  /// @throws IllegalArgumentException if it reaches further than the limits, or the wrong way
  public TimeLadder {
    requireWithin("past", past, PAST_LIMIT);
    requireWithin("future", future, FUTURE_LIMIT);
  }

  private static void requireWithin(String name, Duration span, Duration limit) {
    if (span.isNegative() || span.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          "%s is %s: from PT0S to %s is allowed".formatted(name, span, limit));
    }
  }

  /// Climbs down from the best clock to one that can be believed.
  public Moment choose(Optional<Instant> payload, Optional<Instant> network, Instant arrival) {
    if (payload.isPresent() && believes(payload.get(), arrival)) {
      return new Moment(payload.get(), TimeSource.PAYLOAD, false);
    }
    if (network.isPresent() && believes(network.get(), arrival)) {
      return new Moment(network.get(), TimeSource.NETWORK, payload.isPresent());
    }
    return new Moment(arrival, TimeSource.ARRIVAL, payload.isPresent() || network.isPresent());
  }

  private boolean believes(Instant time, Instant arrival) {
    return !time.isBefore(arrival.minus(past)) && !time.isAfter(arrival.plus(future));
  }
}
