package pilotfeld.processing.reading;

/// The terms of the law: received = stored + duplicate + unregistered + quarantined + spooled.
/// `REFUSED` stands outside: what was turned away at the door.
public enum Outcome {
  RECEIVED,
  STORED,
  DUPLICATE,
  UNREGISTERED,
  QUARANTINED,
  SPOOLED,
  REFUSED
}
