package pilotfeld.processing.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.time.Instant;
import java.util.Optional;

/// One value that came named, without a codec.
///
/// @param name as the sender calls it
/// @param unit UCUM or SenML unit; empty if the sender gives none
/// @param time by the sender's clock; empty if it gives none
/// @param value a finite number, or a text that the model may know a number for
public record Sample(String name, Optional<String> unit, Optional<Instant> time, JsonNode value) {

  /// A number.
  public Sample(String name, Optional<String> unit, Optional<Instant> time, double value) {
    this(name, unit, time, DoubleNode.valueOf(value));
  }
}
