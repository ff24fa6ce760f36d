package pilotfeld;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

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
              + "): "
              + remedy());
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

  /** The JDK beside this one, if it is new enough: where one is installed, others are. */
  private static String remedy() {
    File[] beside = new File(System.getProperty("java.home")).getParentFile().listFiles();
    for (File each : beside == null ? new File[0] : beside) {
      if (version(each) >= NEEDED) {
        return "use " + each + "/bin/java";
      }
    }
    return "install one, for example from adoptium.net";
  }

  private static int version(File home) {
    try {
      for (String line : Files.readAllLines(home.toPath().resolve("release"))) {
        if (line.startsWith("JAVA_VERSION=\"")) {
          return Runtime.Version.parse(
                  line.substring("JAVA_VERSION=\"".length(), line.length() - 1))
              .feature();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
    return 0;
  }
}
