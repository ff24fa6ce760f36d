package pilotfeld.ingest.hook;

import java.time.Duration;

/// How long a sender is waited for, so that one that is slow on purpose keeps nobody out.
///
/// @param first request of a connection, with all its header
/// @param body from its first byte to its last
/// @param next request of a connection, which servers keep for the next message
record Patience(Duration first, Duration body, Duration next) {

  static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(2));
}
