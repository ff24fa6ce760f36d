package pilotfeld.ingest.demo.radio;

import java.util.List;

/// A frame on the air: how it was sent, and who heard it.
///
/// @param receptions empty if it is lost
public record Transmission(int spreadingFactor, long frequencyHertz, List<Reception> receptions) {

  /// Copies `receptions`.
  public Transmission {
    receptions = List.copyOf(receptions);
  }
}
