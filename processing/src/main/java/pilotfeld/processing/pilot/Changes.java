package pilotfeld.processing.pilot;

import java.time.Instant;
import java.util.List;
import pilotfeld.processing.pilot.Done.Step;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar.Placement;

/// What a file changes.
///
/// @param pilots that are made
/// @param models that are brought up to date
/// @param newSites that are made
/// @param completedSites of which it says something that was not known, with all that is now
/// @param ended devices whose test ends
/// @param placements devices that are put at a site
/// @param done what becomes of each line, in their order
public record Changes(
    List<String> pilots,
    List<ModelFolders.Source> models,
    List<Site> newSites,
    List<Site> completedSites,
    List<Ended> ended,
    List<Placement> placements,
    List<Done> done) {

  public Changes {
    pilots = List.copyOf(pilots);
    models = List.copyOf(models);
    newSites = List.copyOf(newSites);
    completedSites = List.copyOf(completedSites);
    ended = List.copyOf(ended);
    placements = List.copyOf(placements);
    done = List.copyOf(done);
  }

  /// A site as it is then.
  public record Site(String id, String pilot, SiteFacts facts) {}

  /// A device that is no longer tried out.
  public record Ended(String device, Instant at) {}

  /// How many lines became this.
  public int count(Step step) {
    return Math.toIntExact(done.stream().filter(each -> each.step() == step).count());
  }

  /// What there is to write.
  int size() {
    return newSites.size() + completedSites.size() + ended.size() + placements.size();
  }
}
