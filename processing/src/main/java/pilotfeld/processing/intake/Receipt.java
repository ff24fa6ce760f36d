package pilotfeld.processing.intake;

import java.util.Optional;
import pilotfeld.processing.reading.Outcome;

/// What became of a message that is durable now.
///
/// @param outcome as it is counted
/// @param reason why it gave fewer readings than its sender may expect; empty if all is well
public record Receipt(Outcome outcome, Optional<String> reason) {}
