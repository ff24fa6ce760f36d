package pilotfeld.processing.spool;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import pilotfeld.processing.reading.Message;

/// A message that waits for the database.
///
/// @param identity under which its commit was tried, if it was: its own, or the one made up for it
public record SpoolEntry(UUID identity, Message message) {

  public SpoolEntry {
    requireNonNull(identity, "identity");
    requireNonNull(message, "message");
  }
}
