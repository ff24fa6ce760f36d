package pilotfeld.processing.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import pilotfeld.processing.reading.TimeLadder;

/// From a time to a time, both included.
record TimeSpan(Instant from, Instant to) {

  /// In which all readings of some messages lie, by the ladder of clocks: so the database need not
  /// look into older chunks.
  static TimeSpan ofReadings(List<Arrival> arrivals) {
    var times = arrivals.stream().map(each -> each.message().arrivedAt()).sorted().toList();
    return new TimeSpan(
        times.getFirst().minus(TimeLadder.PAST_LIMIT),
        times.getLast().plus(TimeLadder.FUTURE_LIMIT));
  }

  /// Gives a statement both ends, as two parameters.
  void set(PreparedStatement statement, int first) throws SQLException {
    statement.setObject(first, from.atOffset(ZoneOffset.UTC));
    statement.setObject(first + 1, to.atOffset(ZoneOffset.UTC));
  }
}
