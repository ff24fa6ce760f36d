package pilotfeld.processing.spool;

import java.nio.file.Path;
import java.util.List;

/// Spools one message after the other and says the number of each that is durable, until it is
/// killed.
final class SpoolingProcess {

  private SpoolingProcess() {}

  /// @param arguments the folder of the spool
  public static void main(String[] arguments) {
    try (var spool = Spool.open(Path.of(arguments[0]), Waiting.ROOM)) {
      for (var number = 0; ; number++) {
        spool.add(List.of(Waiting.large(number)));
        System.out.println(number);
      }
    }
  }
}
