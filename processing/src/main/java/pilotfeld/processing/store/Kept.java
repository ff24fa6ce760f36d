package pilotfeld.processing.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.store.Places.Place;

/// A message as the tables have it, with its readings, whether they have their places or stand
/// beside, and the numbers of their series.
record Kept(UUID identity, Outcome outcome, Places places, Set<Long> series) {

  // In one order, so that two that look at the same messages never wait for each other in a circle.
  private static final String LOCK =
      "SELECT id, identity, state FROM uplink WHERE id = ANY (?) ORDER BY id FOR UPDATE";

  private static final String READINGS =
      """
      SELECT r.uplink_id, s.id AS series_id, s.subject_kind, s.subject, s.quantity, s.channel, r.time, r.value, r.tests
        FROM (SELECT series_id, time, value, tests, uplink_id FROM reading
               WHERE uplink_id = ANY (?) AND time BETWEEN ? AND ?
              UNION ALL
              SELECT series_id, time, value, tests, uplink_id FROM conflict WHERE uplink_id = ANY (?)) r
        JOIN series s ON s.id = r.series_id
      """;

  /// Reads messages by their numbers, and keeps others from changing them until the transaction
  /// ends.
  ///
  /// @param span in which all of their readings lie
  static Map<Long, Kept> read(Connection connection, Collection<Long> numbers, TimeSpan span)
      throws SQLException {
    var kept = lock(connection, connection.createArrayOf("bigint", numbers.toArray()));
    var ids = connection.createArrayOf("bigint", kept.keySet().toArray());
    try (var statement = connection.prepareStatement(READINGS)) {
      statement.setArray(1, ids);
      span.set(statement, 2);
      statement.setArray(4, ids);
      addReadings(statement, kept);
    }
    return kept;
  }

  private static Map<Long, Kept> lock(Connection connection, Array ids) throws SQLException {
    var kept = new HashMap<Long, Kept>();
    try (var statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, ids);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          var identity = row.getObject("identity", UUID.class);
          var outcome = Outcome.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
          kept.put(row.getLong("id"), new Kept(identity, outcome, Places.none(), new HashSet<>()));
        }
      }
    }
    return kept;
  }

  private static void addReadings(PreparedStatement statement, Map<Long, Kept> kept)
      throws SQLException {
    try (var row = statement.executeQuery()) {
      while (row.next()) {
        var message = kept.get(row.getLong("uplink_id"));
        message.series.add(row.getLong("series_id"));
        message.places.add(place(row), row.getDouble("value"), new TestFlags(row.getInt("tests")));
      }
    }
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getString("subject_kind"),
        row.getString("subject"),
        row.getString("quantity"),
        row.getString("channel"),
        row.getTimestamp("time").toInstant());
  }
}
