package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// That something was done, as a phone reports it.
///
/// @param id made on the phone, and the same however often it is sent
/// @param doneAt when it was done
public record Report(UUID id, Instant doneAt) {

  /// How long a phone may be without a network before it reports; as long as late data is taken.
  public static final Duration LATEST = Duration.ofDays(92);

  public Report {
    requireNonNull(id, "id");
    requireNonNull(doneAt, "doneAt");
  }

  /// Puts the phone's clock right by ours: what it says was so long ago when it sent was so long
  /// ago.
  ///
  /// @param doneAt by the phone's clock
  /// @param sentAt when it sent, by the phone's clock
  /// @throws IllegalArgumentException if it was done after it was sent, or too long ago
  public static Report of(UUID id, Instant doneAt, Instant sentAt, Instant now) {
    var age = Duration.between(doneAt, sentAt);
    if (age.isNegative()) {
      throw new IllegalArgumentException("doneAt is after sentAt: give both by the same clock");
    }
    if (age.compareTo(LATEST) > 0) {
      throw new IllegalArgumentException(
          "doneAt is more than %d days before sentAt: register it at a desk"
              .formatted(LATEST.toDays()));
    }
    return new Report(id, now.minus(age));
  }
}
