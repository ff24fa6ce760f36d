package pilotfeld.processing.reading;

/// Whose clock a time is from.
public enum TimeSource {
  PAYLOAD,
  NETWORK,
  ARRIVAL
}
