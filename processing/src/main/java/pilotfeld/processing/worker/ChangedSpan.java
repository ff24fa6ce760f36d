package pilotfeld.processing.worker;

import java.time.Instant;
import pilotfeld.processing.reading.SeriesKey;

/// Where the readings of a series changed.
///
/// @param series its number
/// @param first time of the first that changed
/// @param last time of the last
record ChangedSpan(long series, SeriesKey key, Instant first, Instant last) {}
