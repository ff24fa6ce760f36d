package pilotfeld.processing.pilot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.processing.registry.Position;

/// What is said of a site; empty where nothing is.
///
/// @param heightMetres above the ground, below it if negative
/// @param asset at which it is
public record SiteFacts(
    Optional<String> name,
    Optional<Position> position,
    Optional<Double> heightMetres,
    Optional<String> asset,
    Optional<String> note) {

  static final SiteFacts NOTHING =
      new SiteFacts(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// What the other says otherwise, by name.
  List<String> contradictions(SiteFacts other) {
    return Stream.of(
            differing("name", name, other.name),
            differing("position", position, other.position),
            differing("height", heightMetres, other.heightMetres),
            differing("asset", asset, other.asset),
            differing("note", note, other.note))
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T> Optional<String> differing(String what, Optional<T> one, Optional<T> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other)
        ? Optional.of(what)
        : Optional.empty();
  }

  /// Both together; where they differ, this one.
  SiteFacts completedBy(SiteFacts other) {
    return new SiteFacts(
        name.or(other::name),
        position.or(other::position),
        heightMetres.or(other::heightMetres),
        asset.or(other::asset),
        note.or(other::note));
  }

  /// Whether the other says something that this one does not.
  boolean isCompletedBy(SiteFacts other) {
    return !completedBy(other).equals(this);
  }
}
