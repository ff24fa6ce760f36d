package pilotfeld.ingest.demo;

import java.time.Instant;

/// What a device knows when it makes up a frame.
///
/// @param sentAt by which batteries and counters go
/// @param measured equal to `sentAt` unless the sensor is stuck
/// @param draw a random index of this frame alone
record Moment(Instant sentAt, Instant measured, long counter, long draw) {}
