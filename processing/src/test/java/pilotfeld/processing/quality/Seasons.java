package pilotfeld.processing.quality;

import java.util.List;
import java.util.Optional;
import pilotfeld.processing.quality.Checks.Season;

/// Checks of the season and nothing else.
final class Seasons {

  private Seasons() {}

  static Checks of(Season... seasons) {
    return new Checks(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(seasons));
  }
}
