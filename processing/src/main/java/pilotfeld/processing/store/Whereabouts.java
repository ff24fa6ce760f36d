package pilotfeld.processing.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.store.Places.Place;

/// Where the readings of some messages are: in which series, and from when to when.
record Whereabouts(Set<Long> series, TimeSpan span) {

  /// Empty if the messages have no readings.
  static Optional<Whereabouts> of(Collection<Kept> messages) {
    var series = new HashSet<Long>();
    messages.forEach(each -> series.addAll(each.series()));
    if (series.isEmpty()) {
      return Optional.empty();
    }
    var times =
        messages.stream()
            .flatMap(each -> each.places().values().keySet().stream())
            .map(Place::time)
            .sorted(Instant::compareTo)
            .toList();
    return Optional.of(new Whereabouts(series, new TimeSpan(times.getFirst(), times.getLast())));
  }

  /// Gives a statement the series and both times, as three parameters.
  void set(PreparedStatement statement, int first) throws SQLException {
    var ids = statement.getConnection().createArrayOf("bigint", series.toArray());
    statement.setArray(first, ids);
    span.set(statement, first + 1);
  }
}
