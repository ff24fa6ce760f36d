package pilotfeld.ingest.command;

/// Which Pilotfeld this is.
public final class Version {

  public static final String NUMBER = "1.0";

  private Version() {}
}
