package pilotfeld.processing.spool;

import java.time.Instant;
import java.util.Optional;

/// How full the spool is.
///
/// @param bytes that its messages take in the file
/// @param oldest when the first of them arrived; empty if there is none
public record SpoolStanding(long messages, long bytes, Optional<Instant> oldest) {}
