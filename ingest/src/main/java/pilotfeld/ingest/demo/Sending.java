package pilotfeld.ingest.demo;

import java.time.Instant;

/// One frame that is due.
///
/// @param counter of the frames since the session began
record Sending(Instant at, long counter) {}
