package pilotfeld.processing.export;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Which readings are wanted.
///
/// @param pilot id
/// @param from earliest time, included
/// @param until latest time, not included
/// @param quantity one canonical name; empty for all
public record Selection(String pilot, Instant from, Instant until, Optional<String> quantity) {

  /// @throws IllegalArgumentException if the span is empty
  public Selection {
    requireNonNull(pilot, "pilot");
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("from must be before to");
    }
  }

  /// What of the pilot is wanted, for who reads of it afterwards.
  public Map<String, String> bounds() {
    return Map.of("from", from.toString(), "to", until.toString(), "quantity", quantity.orElse(""));
  }
}
