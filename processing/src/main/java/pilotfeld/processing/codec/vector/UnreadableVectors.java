package pilotfeld.processing.codec.vector;

/// A file of vectors cannot be understood; the message says why, for people.
final class UnreadableVectors extends Exception {

  private static final long serialVersionUID = 1;

  UnreadableVectors(String message) {
    super(message);
  }
}
