package pilotfeld.processing.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the table has of a device, beside which a line is held.
///
/// @param foreignKey whether it has a key that another secret sealed
record Known(
    Optional<String> joinEui,
    Optional<AppKey> appKey,
    boolean foreignKey,
    Optional<String> model,
    Optional<String> serial) {

  /// What the line says otherwise.
  List<Column> contradictions(Delivered line) {
    return Stream.of(
            Map.entry(Column.JOIN_EUI, differ(joinEui, line.joinEui())),
            Map.entry(Column.APP_KEY, hidesKeyOf(line) || differ(appKey, line.appKey())),
            Map.entry(Column.MODEL, differ(model, line.model())),
            Map.entry(Column.SERIAL, differ(serial, line.serial())))
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Whether nobody can say if the keys are the same.
  boolean hidesKeyOf(Delivered line) {
    return foreignKey && line.appKey().isPresent();
  }

  /// Whether the line says something that was not known.
  boolean isCompletedBy(Delivered line) {
    return isNew(joinEui, line.joinEui())
        || !foreignKey && isNew(appKey, line.appKey())
        || isNew(model, line.model())
        || isNew(serial, line.serial());
  }

  private static <T> boolean differ(Optional<T> known, Optional<T> said) {
    return known.isPresent() && said.isPresent() && !known.equals(said);
  }

  private static <T> boolean isNew(Optional<T> known, Optional<T> said) {
    return known.isEmpty() && said.isPresent();
  }
}
