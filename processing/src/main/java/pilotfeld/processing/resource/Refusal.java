package pilotfeld.processing.resource;

import java.util.function.Supplier;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.registry.RegistryRefusal;

/// What the parts behind the interface refuse, as a problem: the request is sound, but does not fit
/// to what is there.
final class Refusal {

  private Refusal() {}

  /// What a part returns.
  ///
  /// @throws Problem 409 with its reason if it refuses
  static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (RegistryRefusal | IllegalArgumentException e) {
      throw Problem.conflict(sentence(e.getMessage()));
    }
  }

  /// The same for a part that returns nothing.
  ///
  /// @throws Problem 409 with its reason if it refuses
  static void done(Runnable work) {
    told(
        () -> {
          work.run();
          return null;
        });
  }

  private static String sentence(String text) {
    var upper = text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return upper.endsWith(".") ? upper : upper + ".";
  }
}
