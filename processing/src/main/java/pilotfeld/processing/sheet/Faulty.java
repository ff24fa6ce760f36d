package pilotfeld.processing.sheet;

/// A line cannot be taken; the message says why and never shows what may be a key. Caught where
/// lines are read one by one.
public final class Faulty extends Exception {

  private static final long serialVersionUID = 1;

  public Faulty(String why) {
    super(why);
  }
}
