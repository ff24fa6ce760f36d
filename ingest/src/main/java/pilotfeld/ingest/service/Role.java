package pilotfeld.ingest.service;

/// What a process does; by default both.
public enum Role {
  /// Takes messages in.
  INGEST,
  /// Flags, sweeps, and serves the page.
  PROCESSING
}
