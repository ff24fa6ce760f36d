package pilotfeld.processing.pilot;

import java.time.Instant;
import java.util.Optional;

/// A device at a site for a time, as it is registered.
///
/// @param test whether the site is one where devices are tried out
/// @param endsAt empty while it is there
public record Stay(
    String device,
    String model,
    String site,
    boolean test,
    Instant startsAt,
    Optional<Instant> endsAt) {

  boolean isOpen() {
    return endsAt.isEmpty();
  }

  boolean isAt(String where) {
    return site.equals(where);
  }

  boolean goesBeyond(Instant time) {
    return endsAt.isEmpty() || endsAt.get().isAfter(time);
  }

  /// Whether it is a test that ends by itself once the device is needed.
  boolean givesWayAt(Instant time) {
    return test && isOpen() && startsAt.isBefore(time);
  }
}
