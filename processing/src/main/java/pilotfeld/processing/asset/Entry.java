package pilotfeld.processing.asset;

import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.registry.Position;

/// What a file says of one asset. A column that the file has not says nothing; an empty one says
/// that there is nothing, but never that an asset stands nowhere, or has no name or kind.
///
/// @param given by column, the code or text; empty for an empty cell
record Entry(
    String where, String id, Map<Column, Optional<String>> given, Optional<Position> position) {

  Entry {
    given = Map.copyOf(given);
  }

  /// The kind, if it is said.
  Optional<String> kind() {
    return given.getOrDefault(Column.KIND, Optional.empty());
  }

  /// The asset as this makes it of what it was.
  Asset over(Asset before) {
    return new Asset(
        id,
        kind().orElse(before.kind()),
        given.getOrDefault(Column.NAME, Optional.empty()).orElse(before.name()),
        given.getOrDefault(Column.VOLTAGE_LEVEL, before.voltageLevel()),
        given.getOrDefault(Column.MEDIUM, before.medium()),
        given.getOrDefault(Column.LIFECYCLE, before.lifecycle()),
        position.or(before::position));
  }

  /// The asset as a new one, called by its identifier if no name is given; empty without a kind.
  Optional<Asset> fresh() {
    return kind()
        .map(
            kind ->
                over(
                    new Asset(
                        id,
                        kind,
                        id,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
  }
}
