package pilotfeld.processing.account;

import java.time.Duration;

/// Wrong passwords came too often: from this address no password is looked at for a while.
public final class TooManyFailures extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Duration patience;

  TooManyFailures(Duration patience) {
    super("too many wrong passwords", null, false, false);
    this.patience = patience;
  }

  /// After which it may be tried again.
  public Duration patience() {
    return patience;
  }
}
