package pilotfeld.processing.store;

import pilotfeld.processing.reading.Outcome;

/// What understanding a message otherwise changed.
///
/// @param uplinkId of the message
/// @param before what it counted as
/// @param after what it counts as
/// @param added readings at places where it had none
/// @param removed readings from places where it has none any more
/// @param altered readings that have another value or flag
public record Change(
    long uplinkId, Outcome before, Outcome after, int added, int removed, int altered) {

  /// Whether its readings are others than before.
  public boolean touchesReadings() {
    return added + removed + altered > 0;
  }
}
