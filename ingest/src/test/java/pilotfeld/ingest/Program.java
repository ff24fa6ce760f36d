package pilotfeld.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pilotfeld.processing.store.DatabaseSettings;

/// The program as it was built, for commands that are processes of their own.
///
/// @param environment its settings
record Program(Map<String, String> environment) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  // What a short command does most is load classes: an archive of them is kept from one to the
  // next.
  private static final List<String> QUICK_START =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+AutoCreateSharedArchive",
          "-XX:SharedArchiveFile=" + Path.of("target", "pilotfeld.jsa"),
          "-Xlog:disable");

  Program {
    environment = Map.copyOf(environment);
  }

  static Program on(DatabaseSettings database) {
    return new Program(
        Map.of(
            "PILOTFELD_DB_URL", database.url(),
            "PILOTFELD_DB_USER", database.user(),
            "PILOTFELD_DB_PASSWORD", database.password()));
  }

  Program with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Program(more);
  }

  /// Runs a command to its end.
  Call call(String... arguments) {
    return call(List.of(), arguments);
  }

  /// Runs a command to its end, in a machine with these options.
  Call call(List<String> options, String... arguments) {
    return Call.of(PATIENCE, words(options, arguments), environment);
  }

  /// What such a call consists of.
  List<String> words(List<String> options, String... arguments) {
    var words = new ArrayList<>(List.of(java()));
    words.addAll(QUICK_START);
    words.addAll(options);
    words.addAll(List.of("-jar", Path.of("target", "pilotfeld.jar").toString()));
    Stream.of(arguments).forEach(words::add);
    return words;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
