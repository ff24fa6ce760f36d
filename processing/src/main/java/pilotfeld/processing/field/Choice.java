package pilotfeld.processing.field;

/// What a technician can do about a conflict. The first four go into the next task, the others are
/// done on the phone.
public enum Choice {
  /// It is here now, whatever was said of elsewhere.
  MOVE,
  /// What was here is gone.
  SWAP,
  /// Both are here.
  BESIDE,
  /// It is right although no delivery list has it.
  ANYWAY,
  /// Say which model it is.
  CHOOSE_MODEL,
  /// Take another site.
  CHOOSE_SITE,
  /// Scan or type the code again.
  SCAN_AGAIN,
  /// Leave it.
  DISCARD
}
