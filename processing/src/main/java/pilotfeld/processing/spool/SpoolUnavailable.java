package pilotfeld.processing.spool;

/// The spool is full, or its disk did not take what was to be written. Nothing was decided about
/// the data.
public final class SpoolUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  SpoolUnavailable(String message) {
    super(message);
  }

  SpoolUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
