package pilotfeld.processing.spool;

import java.util.List;

/// The oldest entries, in the order in which they came.
///
/// @param through number of the last of them, to be given back when they are in the tables
public record SpoolBatch(long through, List<SpoolEntry> entries) {

  public SpoolBatch {
    entries = List.copyOf(entries);
  }
}
