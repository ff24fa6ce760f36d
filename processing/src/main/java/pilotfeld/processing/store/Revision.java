package pilotfeld.processing.store;

/// A message that is in the tables already and is now understood otherwise.
///
/// @param uplinkId of the message
/// @param arrival the message and what it is now
public record Revision(long uplinkId, Arrival arrival) {}
