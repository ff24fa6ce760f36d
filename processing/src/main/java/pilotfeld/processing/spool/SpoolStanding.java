package pilotfeld.processing.spool;

import java.time.Instant;
import java.util.Optional;

/// How full the spool is.
///
/// @param bytes that its messages take in the file
/// @param oldest when the first of them arrived; empty if there is none
/// @param setAside messages in the file that could not be read or taken in, beside those that wait
public record SpoolStanding(long messages, long bytes, Optional<Instant> oldest, long setAside) {}
