package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Numbers for uplinks, drawn from the sequence `uplink_id` in blocks, so that a message costs no
/// round trip.
final class IdBlocks {

  /// The sequence's increment.
  static final int BLOCK = 1000;

  private long next;
  private long end;

  /// @param count how many are wanted at once
  synchronized long[] take(Connection connection, int count) throws SQLException {
    var ids = new long[count];
    for (var index = 0; index < count; index++) {
      if (next == end) {
        next = draw(connection);
        end = next + BLOCK;
      }
      ids[index] = next++;
    }
    return ids;
  }

  /// Gives up what is left of the block. To be called when a transaction failed: a server that was
  /// killed may have forgotten that the block was drawn, and draw it again for somebody else.
  synchronized void forget() {
    next = end;
  }

  private static long draw(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT nextval('uplink_id')")) {
      result.next();
      return result.getLong(1);
    }
  }
}
