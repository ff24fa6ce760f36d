package pilotfeld.processing.account;

import java.time.Duration;

/// Wrong passwords came too often: nobody is let in under this name for a while.
public final class TooManyFailures extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long seconds;

  TooManyFailures(Duration patience) {
    super("too many wrong passwords: wait " + patience.toSeconds() + " seconds");
    this.seconds = patience.toSeconds();
  }

  /// After which it may be tried again.
  public long seconds() {
    return seconds;
  }
}
