package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.reading.Interpretation.Unregistered;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.Uplink;

/// Gives messages that waited for their device the readings that they bring, on one connection.
final class Revise {

  private static final String UPDATE =
      "UPDATE uplink SET state = ?, reason = ?, model = ?, codec_version = ? WHERE id = ? AND state = 'unregistered'";

  private final Connection connection;
  private final ReadingRows readings;
  private final Tally tally;

  Revise(Connection connection, ReadingRows readings, Tally tally) {
    this.connection = connection;
    this.readings = readings;
    this.tally = tally;
  }

  /// @return how many messages changed
  int run(List<Revision> revisions) throws SQLException {
    var changed =
        revisions.stream()
            .filter(each -> !(each.arrival().interpretation() instanceof Unregistered))
            .toList();
    var arrivals = readings.fitted(connection, changed.stream().map(Revision::arrival).toList());
    var numbers = changed.stream().mapToLong(Revision::uplinkId).toArray();
    var updated = update(arrivals, numbers);
    readings.insert(connection, arrivals, numbers, updated);
    tally.add(connection, moved(arrivals, numbers, updated));
    return updated.size();
  }

  private Set<Long> update(List<Arrival> arrivals, long[] numbers) throws SQLException {
    var updated = new HashSet<Long>();
    try (var statement = connection.prepareStatement(UPDATE)) {
      for (var index = 0; index < numbers.length; index++) {
        var uplink = arrivals.get(index).interpretation().uplink();
        var values = new ArrayList<Optional<String>>();
        values.add(Optional.of(Commit.state(arrivals.get(index))));
        values.add(uplink.reason());
        values.add(uplink.decoder().map(Uplink.Decoder::model));
        values.add(uplink.decoder().map(Uplink.Decoder::version));
        for (var column = 0; column < values.size(); column++) {
          statement.setString(column + 1, values.get(column).orElse(null));
        }
        statement.setLong(values.size() + 1, numbers[index]);
        if (statement.executeUpdate() == 1) {
          updated.add(numbers[index]);
        }
      }
    }
    return updated;
  }

  private static Map<Outcome, Long> moved(
      List<Arrival> arrivals, long[] numbers, Set<Long> updated) {
    var moved = new EnumMap<Outcome, Long>(Outcome.class);
    for (var index = 0; index < numbers.length; index++) {
      if (updated.contains(numbers[index])) {
        moved.merge(Commit.outcome(arrivals.get(index)), 1L, Long::sum);
        moved.merge(Outcome.UNREGISTERED, -1L, Long::sum);
      }
    }
    return moved;
  }
}
