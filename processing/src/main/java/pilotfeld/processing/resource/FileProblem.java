package pilotfeld.processing.resource;

import java.util.List;
import pilotfeld.processing.http.Problem;

/// Why a file is not taken.
final class FileProblem {

  /// Faults, and whatever else a file has many of, that are told at most.
  static final int TOLD_LIMIT = 500;

  private static final String TITLE = "The file cannot be taken";

  private FileProblem() {}

  static Problem unreadable(String why) {
    return new Problem(422, TITLE, why);
  }

  /// @param faults all of them
  static Problem refused(List<Problem.Fault> faults) {
    return Problem.ofFaults(
        422,
        TITLE,
        "Nothing was changed: there is something to put right in %d places."
            .formatted(faults.size()),
        faults.stream().limit(TOLD_LIMIT).toList());
  }
}
