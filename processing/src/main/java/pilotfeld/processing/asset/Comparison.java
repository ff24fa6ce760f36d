package pilotfeld.processing.asset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pilotfeld.processing.asset.Differences.Change;
import pilotfeld.processing.asset.Differences.Missing;

/// Compares what a file says with what is registered.
final class Comparison {

  private final Map<String, AssetRow> registered;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Asset> written = new ArrayList<>();
  private final List<Asset> added = new ArrayList<>();
  private final List<Change> changed = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final Set<String> kinds = new HashSet<>();

  Comparison(List<AssetRow> registered, List<Entry> entries) {
    this.registered =
        registered.stream()
            .collect(Collectors.toMap(AssetRow::id, row -> row, (row, _) -> row, TreeMap::new));
    entries.forEach(this::compare);
  }

  private void compare(Entry entry) {
    named.add(entry.id());
    var row = registered.get(entry.id());
    if (row == null) {
      add(entry);
      return;
    }
    var after = entry.over(row.asset());
    kinds.add(after.kind());
    kinds.add(row.kind());
    if (!row.isSettledAs(after)) {
      written.add(after);
    }
    var wasMissing = row.missingSince().isPresent();
    if (wasMissing || !after.equals(row.asset())) {
      changed.add(new Change(row.asset(), after, wasMissing, row.sites()));
    }
  }

  private void add(Entry entry) {
    var fresh = entry.fresh();
    if (fresh.isEmpty()) {
      faults.add(
          new Fault(
              entry.where(),
              Column.KIND.heading(),
              "“%s” is new and of no kind: one of %s belongs there"
                  .formatted(entry.id(), Vocabulary.KINDS.known())));
      return;
    }
    kinds.add(fresh.get().kind());
    written.add(fresh.get());
    added.add(fresh.get());
  }

  List<Fault> faults() {
    return faults;
  }

  /// What must be written: what is new or otherwise, and what an import has not had before.
  List<Asset> written() {
    return written;
  }

  /// @param partial whether the file is not meant to have all of its kinds
  Differences differences(boolean partial) {
    var missing = partial ? List.<Missing>of() : missing();
    return new Differences(added, changed, missing, named.size() - added.size() - changed.size());
  }

  // A file of trees says nothing of hydrants; and what no file ever had, none can miss.
  private List<Missing> missing() {
    return registered.values().stream()
        .filter(row -> row.importedAt().isPresent())
        .filter(row -> kinds.contains(row.kind()) && !named.contains(row.id()))
        .map(row -> new Missing(row.id(), row.name(), row.missingSince(), row.sites()))
        .toList();
  }
}
