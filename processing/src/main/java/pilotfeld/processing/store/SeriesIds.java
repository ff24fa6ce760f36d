package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import pilotfeld.processing.reading.SeriesKey;

/// The numbers of the series; one that does not exist yet is made, in a transaction of its own, for
/// others see it too.
final class SeriesIds {

  private static final String MAKE =
      """
      INSERT INTO series (subject_kind, subject, quantity, channel, unit) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (subject_kind, subject, quantity, channel) DO NOTHING
      """;
  private static final String FIND =
      "SELECT id, unit FROM series WHERE subject_kind = ? AND subject = ? AND quantity = ? AND channel = ?";

  private static final String SERIALIZATION_FAILURE = "40001";

  private final Map<SeriesKey, Long> known = new ConcurrentHashMap<>();

  /// @throws UnitMismatch if the series exists in another unit
  void check(Connection connection, SeriesKey key) throws SQLException, UnitMismatch {
    if (known.containsKey(key)) {
      return;
    }
    var found = find(connection, key);
    if (found.isPresent()) {
      known.put(key, found.get().numberIn(key));
    }
  }

  /// Makes the series if it does not exist yet; `check` has seen it before.
  ///
  /// @param connection with nothing done in its transaction yet
  void make(Connection connection, SeriesKey key) throws SQLException {
    if (known.containsKey(key)) {
      return;
    }
    insert(connection, key);
    try {
      known.put(key, find(connection, key).orElseThrow().numberIn(key));
    } catch (UnitMismatch e) {
      // Another process made it in another unit in this very moment: the next try finds that.
      throw new SQLException(e.getMessage(), SERIALIZATION_FAILURE, e);
    }
  }

  /// The number of a series that was made or found before.
  long known(SeriesKey key) {
    return known.get(key);
  }

  private static void insert(Connection connection, SeriesKey key) throws SQLException {
    try (var statement = connection.prepareStatement(MAKE)) {
      statement.setString(1, UplinkRows.name(key.of()));
      statement.setString(2, key.subject());
      statement.setString(3, key.quantity());
      statement.setString(4, key.channel());
      statement.setString(5, key.unit());
      statement.executeUpdate();
      connection.commit();
    }
  }

  private static Optional<Found> find(Connection connection, SeriesKey key) throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, UplinkRows.name(key.of()));
      statement.setString(2, key.subject());
      statement.setString(3, key.quantity());
      statement.setString(4, key.channel());
      try (var result = statement.executeQuery()) {
        return result.next()
            ? Optional.of(new Found(result.getLong(1), result.getString(2)))
            : Optional.empty();
      }
    }
  }

  private record Found(long number, String unit) {

    long numberIn(SeriesKey key) throws UnitMismatch {
      if (!unit.equals(key.unit())) {
        throw new UnitMismatch(
            "%s of %s is kept in %s, but came in %s: give the model the unit of the series"
                .formatted(key.quantity(), key.subject(), unit, key.unit()));
      }
      return number;
    }
  }

  /// A quantity came in another unit than the one its series was begun with.
  static final class UnitMismatch extends Exception {

    private static final long serialVersionUID = 1;

    UnitMismatch(String message) {
      super(message, null, false, false);
    }
  }
}
