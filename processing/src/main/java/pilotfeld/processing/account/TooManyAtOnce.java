package pilotfeld.processing.account;

import java.time.Duration;

/// More passwords wait to be looked at than can be looked at soon: this one was not.
public final class TooManyAtOnce extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// After which it may be tried again.
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  TooManyAtOnce() {
    super("too many passwords at once", null, false, false);
  }
}
