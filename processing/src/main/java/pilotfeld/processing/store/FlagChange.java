package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import pilotfeld.processing.reading.TestFlags;

/// A reading whose flags change.
///
/// @param series number of its series
/// @param value by which it is the one that was looked at
/// @param before the flags that it was looked at with
public record FlagChange(
    long series, Instant time, double value, TestFlags before, TestFlags after) {

  private static final String PLAN_WHEN_IT_PAYS = "SET LOCAL plan_cache_mode = auto";

  // One that a rebuild put in the place of the one that was looked at is dirty by that.
  private static final String UPDATE =
      "UPDATE reading SET flag = ?, tests = ? WHERE series_id = ? AND time = ? AND value = ? AND tests = ?";

  /// Writes changes, each as a statement of its own: joined with a list of them, PostgreSQL takes
  /// the last minutes of a series for empty and compares each of its readings with the whole list,
  /// 200 ms for a thousand; and TimescaleDB unpacks all that is compressed.
  ///
  /// @param handle in a transaction
  public static void write(Handle handle, List<FlagChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      write(handle.getConnection(), changes);
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException("flags cannot be written", e, null);
    }
  }

  private static void write(Connection connection, List<FlagChange> changes) throws SQLException {
    try (var plan = connection.createStatement();
        var statement = connection.prepareStatement(UPDATE)) {
      plan.execute(PLAN_WHEN_IT_PAYS);
      for (var each : changes) {
        statement.setShort(1, (short) each.after.aggregate().code());
        statement.setInt(2, each.after.packed());
        statement.setLong(3, each.series);
        statement.setTimestamp(4, Timestamp.from(each.time));
        statement.setDouble(5, each.value);
        statement.setInt(6, each.before.packed());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
