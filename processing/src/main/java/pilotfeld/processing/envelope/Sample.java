package pilotfeld.processing.envelope;

import java.time.Instant;
import java.util.Optional;

/// One value that came named, without a codec.
///
/// @param name as the sender calls it
/// @param unit UCUM or SenML unit; empty if the sender gives none
/// @param time by the sender's clock; empty if it gives none
/// @param value finite
public record Sample(String name, Optional<String> unit, Optional<Instant> time, double value) {}
