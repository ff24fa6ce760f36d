package pilotfeld.processing.signon;

/// Somebody cannot be signed in now; the message says why, for operators, and has no secret.
public final class SignOnFailed extends Exception {

  private static final long serialVersionUID = 1;

  /// What to tell the person.
  private final Reason reason;

  /// Why not, as the page knows it.
  public enum Reason {
    /// It took too long, or began in another browser: begin again.
    EXPIRED,
    /// They declined, or the provider did.
    DECLINED,
    /// None of their roles there stands for one here.
    NO_ROLE,
    /// Their account here is disabled.
    DISABLED,
    /// The provider is away, or says what cannot be believed.
    FAILED
  }

  public SignOnFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SignOnFailed(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
