package pilotfeld.processing.store;

/// The database could not be reached, or did not take what any database would take. Nothing was
/// decided about the data.
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param cause null if the database itself is well
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
