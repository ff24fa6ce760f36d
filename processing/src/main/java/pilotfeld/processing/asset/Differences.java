package pilotfeld.processing.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.processing.registry.Position;

/// What a file of the register changes, in the order of the file.
///
/// @param missing what the file should have and has not, by identifier
/// @param unchanged how many are as the file says
public record Differences(
    List<Asset> added, List<Change> changed, List<Missing> missing, int unchanged) {

  public Differences {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    missing = List.copyOf(missing);
  }

  /// An asset that was otherwise.
  ///
  /// @param wasMissing whether the file before did not have it
  /// @param sites that are at it now
  public record Change(Asset before, Asset after, boolean wasMissing, List<String> sites) {

    /// Every change in words, such as `lifecycle: planned → in_service`.
    public List<String> words() {
      var words = new ArrayList<String>();
      Stream.of(
              word("name", before.name(), after.name()),
              word("kind", before.kind(), after.kind()),
              word("voltage_level", text(before.voltageLevel()), text(after.voltageLevel())),
              word("medium", text(before.medium()), text(after.medium())),
              word("lifecycle", text(before.lifecycle()), text(after.lifecycle())),
              word("position", place(before.position()), place(after.position())))
          .flatMap(Optional::stream)
          .forEach(words::add);
      if (wasMissing) {
        words.add("no longer missing");
      }
      if (after.lifecycle().filter("removed"::equals).isPresent() && !sites.isEmpty()) {
        words.add("still has the sites " + String.join(", ", sites));
      }
      return words;
    }

    private static Optional<String> word(String field, String from, String to) {
      return from.equals(to)
          ? Optional.empty()
          : Optional.of("%s: %s → %s".formatted(field, from, to));
    }

    private static String text(Optional<String> value) {
      return value.orElse("nothing");
    }

    private static String place(Optional<Position> position) {
      return position.map(each -> each.latitude() + " " + each.longitude()).orElse("nowhere");
    }
  }

  /// An asset that stays, though the file has it not.
  ///
  /// @param since which import that is so; empty since this one
  /// @param sites that are at it now
  public record Missing(String id, String name, Optional<Instant> since, List<String> sites) {}
}
