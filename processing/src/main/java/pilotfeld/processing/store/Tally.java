package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import pilotfeld.processing.reading.Outcome;

/// Keeps the terms of the law, in the same transaction as what they count.
final class Tally {

  // A row belongs to one connection, so that two commits never wait for each other's count.
  private static final String ADD =
      """
      INSERT INTO tally (process, minute, outcome, count)
      VALUES (? || '/' || pg_backend_pid(), date_trunc('minute', now()), ?, ?)
      ON CONFLICT (process, minute, outcome) DO UPDATE SET count = tally.count + excluded.count
      """;

  private static final String SPOOLED =
      """
      INSERT INTO spool (process, messages, bytes, oldest, set_aside, updated_at) VALUES (?, ?, ?, ?, ?, now())
      ON CONFLICT (process) DO UPDATE
         SET messages = excluded.messages, bytes = excluded.bytes, oldest = excluded.oldest,
             set_aside = excluded.set_aside, updated_at = now()
      """;

  private final String process;

  Tally(String process) {
    this.process = process;
  }

  /// Counts messages that were received, each with what became of it.
  void add(Connection connection, List<Outcome> outcomes) throws SQLException {
    var counts = new EnumMap<Outcome, Long>(Outcome.class);
    outcomes.forEach(outcome -> counts.merge(outcome, 1L, Long::sum));
    counts.put(Outcome.RECEIVED, (long) outcomes.size());
    add(connection, counts);
  }

  /// Says what waits on disk, whatever was said before.
  static void set(Connection connection, Spooled spooled) throws SQLException {
    try (var statement = connection.prepareStatement(SPOOLED)) {
      statement.setString(1, spooled.process());
      statement.setLong(2, spooled.messages());
      statement.setLong(3, spooled.bytes());
      statement.setObject(
          4, spooled.oldest().map(each -> each.atOffset(ZoneOffset.UTC)).orElse(null));
      statement.setLong(5, spooled.setAside());
      statement.executeUpdate();
    }
  }

  /// Counts what changed; a message that moves from one term to another takes from the first.
  void add(Connection connection, Map<Outcome, Long> counts) throws SQLException {
    try (var statement = connection.prepareStatement(ADD)) {
      for (var count : counts.entrySet()) {
        statement.setString(1, process);
        statement.setString(2, UplinkRows.name(count.getKey()));
        statement.setLong(3, count.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
