package pilotfeld.processing.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/// How much one client may ask: so many requests a second for long, and those of ten seconds at
/// once. One number is kept of a client: when it will have paid for all it asked (the generic cell
/// rate algorithm of ITU-T I.371).
public final class RateLimit {

  /// Requests of how long may come at once.
  public static final Duration BURST = Duration.ofSeconds(10);

  /// Clients that are remembered; of more, those that have not asked for longest are forgotten.
  public static final int CLIENTS_LIMIT = 10_000;

  private final long costNanos;
  private final LongSupplier nanos;
  private final LinkedHashMap<String, Long> paidAt = new LinkedHashMap<>(16, 0.75f, true);

  /// @param perSecond requests of one client
  /// @throws IllegalArgumentException if that is none
  public RateLimit(int perSecond) {
    this(perSecond, System::nanoTime);
  }

  RateLimit(int perSecond, LongSupplier nanos) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("perSecond must be at least 1");
    }
    this.costNanos = Math.max(1, Duration.ofSeconds(1).toNanos() / perSecond);
    this.nanos = nanos;
  }

  /// Counts a request.
  ///
  /// @param client an account, or an address that nobody is signed in at
  /// @throws Problem 429 if that was too much
  public void take(String client) {
    var waitNanos = waitNanos(client);
    if (waitNanos > 0) {
      throw Problem.thatPasses(
          429,
          "Too many requests",
          "One client may ask so much and no more for a while; others go on.",
          Duration.ofNanos(waitNanos));
    }
  }

  // What is refused costs nothing, so that who waits as told is let in.
  private synchronized long waitNanos(String client) {
    var now = nanos.getAsLong();
    var before = paidAt.get(client);
    var debt = (before == null ? 0 : Math.max(0, before - now)) + costNanos;
    if (debt > BURST.toNanos()) {
      return debt - BURST.toNanos();
    }
    paidAt.put(client, now + debt);
    if (paidAt.size() > CLIENTS_LIMIT) {
      paidAt.pollFirstEntry();
    }
    return 0;
  }
}
