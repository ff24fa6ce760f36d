package pilotfeld.processing.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// What waits on disk beside a process: received, and not yet in the tables.
///
/// @param process names the spool; the same over restarts
/// @param bytes that it takes on disk
/// @param oldest when the first of it arrived
/// @param setAside messages that nobody can take in; they are none of those that wait
public record Spooled(
    String process, long messages, long bytes, Optional<Instant> oldest, long setAside) {

  public Spooled {
    requireNonNull(process, "process");
    requireNonNull(oldest, "oldest");
  }

  /// The same with more messages, or fewer.
  public Spooled plus(long more) {
    return new Spooled(process, Math.max(0, messages + more), bytes, oldest, setAside);
  }
}
