package pilotfeld.processing.account;

/// A token that was just made.
///
/// @param text to be shown once: it is kept nowhere
public record TokenMade(long id, String text) {

  /// Without what opens anything.
  @Override
  public String toString() {
    return "token " + id;
  }
}
