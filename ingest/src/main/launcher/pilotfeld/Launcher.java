package pilotfeld;

/**
 * Says in one line that the Java is too old, instead of a stack trace; compiled for Java 11, so
 * that an older one can run it.
 */
public final class Launcher {

  private static final int NEEDED = 25;

  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    int found = Runtime.version().feature();
    if (found < NEEDED) {
      System.err.println(
          "Pilotfeld needs Java "
              + NEEDED
              + " or newer, and this is Java "
              + found
              + " ("
              + System.getProperty("java.home")
              + ").");
      System.exit(1);
    }
    // The embedded broker brings a logback.xml of its own, so ours has another name.
    System.setProperty(
        "logback.configurationFile",
        System.getProperty("logback.configurationFile", "pilotfeld-logback.xml"));
    Class.forName("pilotfeld.ingest.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }
}
