package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
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

  private final Map<SeriesKey, Long> known = new ConcurrentHashMap<>();

  /// @param connection with nothing done in its transaction yet
  /// @throws UnitMismatch if the series exists in another unit
  long of(Connection connection, SeriesKey key) throws SQLException, UnitMismatch {
    var id = known.get(key);
    if (id != null) {
      return id;
    }
    make(connection, key);
    var found = find(connection, key);
    known.put(key, found);
    return found;
  }

  /// The number of a series that `of` has seen before.
  long known(SeriesKey key) {
    return known.get(key);
  }

  private static void make(Connection connection, SeriesKey key) throws SQLException {
    try (var statement = connection.prepareStatement(MAKE)) {
      statement.setString(1, key.of().name().toLowerCase(Locale.ROOT));
      statement.setString(2, key.subject());
      statement.setString(3, key.quantity());
      statement.setString(4, key.channel());
      statement.setString(5, key.unit());
      statement.executeUpdate();
      connection.commit();
    }
  }

  private static long find(Connection connection, SeriesKey key) throws SQLException, UnitMismatch {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, key.of().name().toLowerCase(Locale.ROOT));
      statement.setString(2, key.subject());
      statement.setString(3, key.quantity());
      statement.setString(4, key.channel());
      try (var result = statement.executeQuery()) {
        result.next();
        if (!result.getString(2).equals(key.unit())) {
          throw new UnitMismatch(
              "%s of %s is kept in %s, but came in %s: give the model the unit of the series"
                  .formatted(key.quantity(), key.subject(), result.getString(2), key.unit()));
        }
        return result.getLong(1);
      }
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
