package pilotfeld.processing.intake;

/// The message could be made durable nowhere: keep it, do not acknowledge it, try again.
public final class NothingDurable extends RuntimeException {

  private static final long serialVersionUID = 1;

  NothingDurable(String message, Throwable cause) {
    super(message, cause);
  }
}
