package pilotfeld.processing.pilot;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import pilotfeld.processing.pilot.Done.Step;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.sheet.Faulty;
import pilotfeld.processing.sheet.LineFault;

/// Holds the lines of a file beside what is registered: what each changes, or what is in its way.
final class Comparison {

  private final Map<String, List<Stay>> ofDevice;
  private final Map<String, List<Stay>> atSite;
  private final Map<String, Instant> waiting;
  private final Map<String, String> siteInFile;
  private final SiteComparison sites;
  private final ModelComparison models;
  private final Instant now;
  private final List<LineFault> faults = new ArrayList<>();
  private final List<Changes.Ended> ended = new ArrayList<>();
  private final List<Placement> placements = new ArrayList<>();
  private final List<Done> done = new ArrayList<>();

  /// @param newPilots whether pilots that are not there are made
  /// @param folders finds the folder of a model
  Comparison(
      Standing standing,
      List<PilotRow> rows,
      boolean newPilots,
      Function<String, Optional<Source>> folders,
      Instant now) {
    this.ofDevice = standing.staysByDevice();
    this.atSite = standing.staysBySite();
    this.waiting = standing.waiting();
    this.siteInFile = rows.stream().collect(toMap(PilotRow::device, PilotRow::site));
    this.sites = new SiteComparison(standing, newPilots);
    this.models = new ModelComparison(standing, folders);
    this.now = now;
    rows.forEach(this::compare);
  }

  List<LineFault> faults() {
    return faults;
  }

  Changes changes() {
    return new Changes(
        sites.pilots(), models.used(), sites.added(), sites.completed(), ended, placements, done);
  }

  private void compare(PilotRow row) {
    try {
      done.add(done(row));
    } catch (Faulty e) {
      faults.add(new LineFault(row.line(), e.getMessage()));
    }
  }

  private Done done(PilotRow row) throws Faulty {
    if (row.since().filter(since -> since.isAfter(now)).isPresent()) {
      throw new Faulty(
          "its since %s is to come: it is entered once it is so".formatted(row.since().get()));
    }
    var isCompleted = sites.isCompletedBy(row);
    var model = models.model(row);
    var stays = ofDevice.getOrDefault(row.device(), List.of());
    var here = stays.stream().filter(stay -> stay.isOpen() && stay.isAt(row.site())).findFirst();
    if (here.isPresent()) {
      requireSame(row, here.get());
      var step = isCompleted ? Step.COMPLETED : Step.UNCHANGED;
      return new Done(row.line(), row.device(), row.site(), here.get().startsAt(), step);
    }
    return registered(row, model, stays);
  }

  private static void requireSame(PilotRow row, Stay stay) throws Faulty {
    if (row.since().filter(since -> !since.equals(stay.startsAt())).isPresent()) {
      throw new Faulty(
          "%s is at %s since %s, not since %s: leave since empty, or end that deployment first"
              .formatted(row.device(), row.site(), stay.startsAt(), row.since().get()));
    }
  }

  private Done registered(PilotRow row, String model, List<Stay> stays) throws Faulty {
    requireNotTakenDown(row, stays);
    var since = since(row, stays);
    for (var stay : stays) {
      makeRoom(stay, since);
    }
    requireNotTaken(row, model);
    placements.add(new Placement(row.device(), model, row.site(), since, Optional.empty()));
    return new Done(row.line(), row.device(), row.site(), since, Step.REGISTERED);
  }

  // A file that is run again must not bring back what was taken down since.
  private static void requireNotTakenDown(PilotRow row, List<Stay> stays) throws Faulty {
    var former = stays.stream().filter(stay -> stay.isAt(row.site())).reduce((_, last) -> last);
    if (former.isPresent()
        && row.since().filter(since -> !former.get().goesBeyond(since)).isEmpty()) {
      throw new Faulty(
          "%s was at %s until %s: take the line away, or say since when it is back"
              .formatted(row.device(), row.site(), former.get().endsAt().orElseThrow()));
    }
  }

  private Instant since(PilotRow row, List<Stay> stays) {
    if (row.since().isPresent()) {
      return row.since().get();
    }
    // What waits was sent before a test that goes on.
    return stays.stream().anyMatch(Stay::isOpen) ? now : waiting.getOrDefault(row.device(), now);
  }

  private void makeRoom(Stay stay, Instant since) throws Faulty {
    if (!stay.goesBeyond(since)) {
      return;
    }
    if (stay.givesWayAt(since)) {
      ended.add(new Changes.Ended(stay.device(), since));
      return;
    }
    var until = stay.endsAt().map(" until %s"::formatted).orElse("");
    throw new Faulty(
        "%s is at %s since %s%s: end that deployment first, say a later since, or take the line away"
            .formatted(stay.device(), stay.site(), stay.startsAt(), until));
  }

  // Two of a model at a site are a swap that nobody entered, unless the file has both of them.
  private void requireNotTaken(PilotRow row, String model) throws Faulty {
    var other =
        atSite.getOrDefault(row.site(), List.of()).stream()
            .filter(stay -> stay.model().equals(model) && !stay.device().equals(row.device()))
            .filter(stay -> !row.site().equals(siteInFile.get(stay.device())))
            .findFirst();
    if (other.isPresent()) {
      throw new Faulty(
          "%s of the same model is at %s since %s: end that deployment if it is gone, or have both in the file"
              .formatted(other.get().device(), row.site(), other.get().startsAt()));
    }
  }
}
