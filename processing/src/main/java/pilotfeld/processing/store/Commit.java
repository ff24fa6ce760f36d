package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pilotfeld.processing.reading.Outcome;

/// The steps of the one commit, on one connection: identities first, then the bytes and readings of
/// those that are new.
final class Commit {

  // Commits with the same frame go one after the other, so that the later one sees the earlier. The
  // locks are few, as a server has room for few, and taken in one order.
  private static final String TAKE_TURNS =
      """
      SELECT pg_advisory_xact_lock(hashtext('frame'), turn)
        FROM (SELECT DISTINCT hashtext(frame::text) & 255 AS turn FROM arriving ORDER BY turn) turns
      """;

  // In the order of identity, so that two commits with the same messages never wait for each other
  // in a circle.
  private static final String ADMIT =
      """
      INSERT INTO uplink (%1$s)
      SELECT %1$s FROM arriving a
       WHERE a.same_frame_seconds = 0
          OR NOT EXISTS (SELECT FROM uplink u WHERE u.frame = a.frame
                            AND u.time BETWEEN a.time - make_interval(secs => a.same_frame_seconds)
                                           AND a.time + make_interval(secs => a.same_frame_seconds))
       ORDER BY identity
      ON CONFLICT (identity) DO NOTHING
      RETURNING id
      """
          .formatted(UplinkRows.COLUMNS);

  private final Connection connection;
  private final IdBlocks ids;
  private final ReadingRows readings;
  private final Tally tally;

  Commit(Connection connection, IdBlocks ids, ReadingRows readings, Tally tally) {
    this.connection = connection;
    this.ids = ids;
    this.readings = readings;
    this.tally = tally;
  }

  /// @return what became of each arrival, in their order; durable once the connection has committed
  List<Outcome> run(List<Arrival> arrivals) throws SQLException {
    var fit = readings.fitted(connection, arrivals);
    var numbers = ids.take(connection, fit.size());
    stage(fit, numbers);
    var admitted = admit();
    copyMessages(fit, numbers, admitted);
    readings.insert(connection, fit, numbers, admitted);
    var outcomes = outcomes(fit, numbers, admitted);
    tally.add(connection, outcomes);
    return outcomes;
  }

  private void stage(List<Arrival> arrivals, long[] numbers) throws SQLException {
    var seen = new SeenInBatch();
    UplinkRows.stage(connection, arrivals, numbers, index -> seen.isFirst(arrivals.get(index)));
  }

  private Set<Long> admit() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TAKE_TURNS);
      try (var result = statement.executeQuery(ADMIT)) {
        var admitted = new HashSet<Long>();
        while (result.next()) {
          admitted.add(result.getLong(1));
        }
        return admitted;
      }
    }
  }

  private void copyMessages(List<Arrival> arrivals, long[] numbers, Set<Long> admitted)
      throws SQLException {
    try (var rows = new CopyRows(connection, "message (arrived_at, id, source, topic, body)")) {
      for (var index = 0; index < numbers.length; index++) {
        var message = arrivals.get(index).message();
        if (admitted.contains(numbers[index])) {
          rows.row(5)
              .time(message.arrivedAt())
              .bigint(numbers[index])
              .text(message.source())
              .text(message.topic())
              .bytes(message.body());
        }
      }
    }
  }

  private static List<Outcome> outcomes(
      List<Arrival> arrivals, long[] numbers, Set<Long> admitted) {
    var outcomes = new ArrayList<Outcome>(numbers.length);
    for (var index = 0; index < numbers.length; index++) {
      outcomes.add(
          admitted.contains(numbers[index]) ? arrivals.get(index).outcome() : Outcome.DUPLICATE);
    }
    return outcomes;
  }
}
