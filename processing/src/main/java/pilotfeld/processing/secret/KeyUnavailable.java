package pilotfeld.processing.secret;

/// A key cannot be had now, though there may be one; the message says why, for operators.
public final class KeyUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  public KeyUnavailable(String message) {
    super(message);
  }

  KeyUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
