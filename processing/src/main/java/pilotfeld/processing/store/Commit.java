package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import pilotfeld.processing.reading.Outcome;

/// The steps of the one commit, on one connection: identities first, then the bytes and readings of
/// those that are new.
final class Commit {

  private final Connection connection;
  private final IdBlocks ids;
  private final ReadingRows readings;
  private final Tally tally;
  private final boolean careful;

  /// @param careful whether readings may find their places taken; otherwise one that does fails
  Commit(Connection connection, IdBlocks ids, ReadingRows readings, Tally tally, boolean careful) {
    this.connection = connection;
    this.ids = ids;
    this.readings = readings;
    this.tally = tally;
    this.careful = careful;
  }

  /// @return what became of each arrival, in their order; durable once the connection has committed
  List<Outcome> run(List<Arrival> arrivals) throws SQLException {
    var fit = readings.fitted(connection, arrivals);
    var numbers = ids.take(connection, fit.size());
    var admitted = new Admission(connection, fit).admitted();
    UplinkRows.copy(connection, fit, numbers, admitted);
    copyMessages(fit, numbers, admitted);
    if (careful) {
      readings.insert(connection, fit, numbers, admitted);
    } else {
      readings.copy(connection, fit, numbers, admitted);
    }
    var outcomes = outcomes(fit, admitted);
    tally.add(connection, outcomes);
    return outcomes;
  }

  private void copyMessages(List<Arrival> arrivals, long[] numbers, List<Integer> admitted)
      throws SQLException {
    try (var rows = new CopyRows(connection, "message (arrived_at, id, source, topic, body)")) {
      for (var index : admitted) {
        var message = arrivals.get(index).message();
        rows.row(5)
            .time(message.arrivedAt())
            .bigint(numbers[index])
            .text(message.source())
            .text(message.topic())
            .bytes(message.body());
      }
    }
  }

  private static List<Outcome> outcomes(List<Arrival> arrivals, List<Integer> admitted) {
    var outcomes = new ArrayList<>(Collections.nCopies(arrivals.size(), Outcome.DUPLICATE));
    admitted.forEach(index -> outcomes.set(index, arrivals.get(index).outcome()));
    return outcomes;
  }
}
