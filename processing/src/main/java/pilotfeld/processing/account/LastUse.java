package pilotfeld.processing.account;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// When a secret was shown last, written down now and then: not each request is to write.
final class LastUse {

  private LastUse() {}

  /// @param update takes `hash`, `now` and `before`, and changes what was used before that
  /// @param step within which it is not written down again
  static void note(Handle handle, String update, byte[] hash, Instant now, Duration step) {
    handle
        .createUpdate(update)
        .bind("hash", hash)
        .bind("now", now)
        .bind("before", now.minus(step))
        .execute();
  }
}
