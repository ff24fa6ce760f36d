package pilotfeld.processing.pilot;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pilotfeld.processing.sheet.Faulty;

/// Holds what a file says of pilots and sites beside what is registered. Several lines may be of
/// one site, which must not say different things of it.
final class SiteComparison {

  private final Standing standing;
  private final boolean newPilots;
  private final Set<String> pilots = new LinkedHashSet<>();
  private final Map<String, Changes.Site> said = new LinkedHashMap<>();

  /// @param newPilots whether pilots that are not there are made
  SiteComparison(Standing standing, boolean newPilots) {
    this.standing = standing;
    this.newPilots = newPilots;
  }

  /// @return whether the line says something of a registered site that was not known
  boolean isCompletedBy(PilotRow row) throws Faulty {
    checkPilot(row.pilot());
    checkAsset(row);
    var site = standing.sites().get(row.site());
    if (site != null) {
      check(row, site);
    }
    var before = said.get(row.site());
    if (before != null) {
      check(row, before);
    }
    var facts = before == null ? row.facts() : before.facts().completedBy(row.facts());
    said.put(row.site(), new Changes.Site(row.site(), row.pilot(), facts));
    return site != null && site.facts().isCompletedBy(row.facts());
  }

  private void checkPilot(String pilot) throws Faulty {
    if (standing.pilots().contains(pilot)) {
      return;
    }
    if (!newPilots) {
      throw new Faulty(
          "there is no pilot “%s”: look at its spelling, or make it first (POST /api/pilots, or --new-pilots of the command)"
              .formatted(pilot));
    }
    pilots.add(pilot);
  }

  private void checkAsset(PilotRow row) throws Faulty {
    var asset = row.facts().asset();
    if (asset.filter(each -> !standing.assets().contains(each)).isPresent()) {
      throw new Faulty("there is no asset “%s”: import the register first".formatted(asset.get()));
    }
  }

  private static void check(PilotRow row, Standing.Site site) throws Faulty {
    if (site.test()) {
      throw new Faulty(
          "the site %s is one where a device is tried out: name another".formatted(row.site()));
    }
    if (!site.pilot().equals(row.pilot())) {
      throw new Faulty(
          "the site %s belongs to the pilot %s, not to %s: name that, or another site"
              .formatted(row.site(), site.pilot(), row.pilot()));
    }
    var other = site.facts().contradictions(row.facts());
    if (!other.isEmpty()) {
      throw new Faulty(
          "it says another %s of the site %s than is registered: leave that empty, or change the site first"
              .formatted(String.join(" and ", other), row.site()));
    }
    if (site.facts().asset().isEmpty() && row.facts().asset().isPresent()) {
      throw new Faulty(
          "the site %s is at no asset yet: assign it first, as of a time (site assign)"
              .formatted(row.site()));
    }
  }

  private static void check(PilotRow row, Changes.Site before) throws Faulty {
    if (!before.pilot().equals(row.pilot())) {
      throw new Faulty(
          "a line above has the site %s in the pilot %s, this one in %s: a site is of one pilot"
              .formatted(row.site(), before.pilot(), row.pilot()));
    }
    var other = before.facts().contradictions(row.facts());
    if (!other.isEmpty()) {
      throw new Faulty(
          "it says another %s of the site %s than a line above: say it once, or alike"
              .formatted(String.join(" and ", other), row.site()));
    }
  }

  List<String> pilots() {
    return List.copyOf(pilots);
  }

  List<Changes.Site> added() {
    return said.values().stream().filter(each -> !standing.sites().containsKey(each.id())).toList();
  }

  List<Changes.Site> completed() {
    return said.values().stream().flatMap(this::completed).toList();
  }

  private Stream<Changes.Site> completed(Changes.Site site) {
    var known = standing.sites().get(site.id());
    return known != null && known.facts().isCompletedBy(site.facts())
        ? Stream.of(
            new Changes.Site(site.id(), site.pilot(), known.facts().completedBy(site.facts())))
        : Stream.empty();
  }
}
