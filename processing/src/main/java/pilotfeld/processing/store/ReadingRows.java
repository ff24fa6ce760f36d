package pilotfeld.processing.store;

import static java.util.Comparator.comparingLong;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.store.SeriesIds.UnitMismatch;

/// Puts readings into their series. What finds its place taken goes beside, into `conflict`; what
/// is new is marked dirty.
final class ReadingRows {

  /// Made once for each connection.
  static final String STAGING =
      "CREATE TEMP TABLE IF NOT EXISTS arriving_reading ON COMMIT DELETE ROWS"
          + " AS SELECT *, now() AS arrived_at FROM reading WITH NO DATA";

  // Of two values for one place the one that arrived first has it.
  private static final String INSERT =
      """
      WITH fresh AS (
        INSERT INTO reading (series_id, time, value, flag, tests, uplink_id)
        SELECT series_id, time, value, flag, tests, uplink_id FROM arriving_reading
         ORDER BY series_id, time, arrived_at, uplink_id, value
        ON CONFLICT DO NOTHING
        RETURNING series_id, time, uplink_id, value),
      beside AS (
        INSERT INTO conflict (series_id, time, uplink_id, value, flag, tests)
        SELECT a.series_id, a.time, a.uplink_id, a.value, a.flag, a.tests FROM arriving_reading a
         WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.series_id = a.series_id AND f.time = a.time AND f.uplink_id = a.uplink_id
                              AND f.value = a.value)
        ON CONFLICT DO NOTHING)
      INSERT INTO dirty (series_id, from_time, to_time)
      SELECT series_id, min(time), max(time) FROM fresh GROUP BY series_id
      """;

  // What came second for a place that becomes free goes among the arriving, to have it or to wait
  // on.
  private static final String REMOVE =
      """
      WITH gone AS (
        DELETE FROM reading
         WHERE uplink_id = ANY (?) AND series_id = ANY (?) AND time BETWEEN ? AND ? RETURNING series_id, time),
      beside AS (
        DELETE FROM conflict WHERE uplink_id = ANY (?)),
      marked AS (
        INSERT INTO dirty (series_id, from_time, to_time) SELECT series_id, min(time), max(time) FROM gone GROUP BY series_id),
      waiting AS (
        DELETE FROM conflict c USING gone g
         WHERE c.series_id = g.series_id AND c.time = g.time AND NOT c.uplink_id = ANY (?)
        RETURNING c.series_id, c.time, c.value, c.flag, c.tests, c.uplink_id)
      INSERT INTO arriving_reading (series_id, time, value, flag, tests, uplink_id, arrived_at)
      SELECT w.series_id, w.time, w.value, w.flag, w.tests, w.uplink_id, coalesce(u.arrived_at, 'infinity')
        FROM waiting w LEFT JOIN uplink u ON u.id = w.uplink_id
      """;

  private static final String MARK_DIRTY =
      """
      INSERT INTO dirty (series_id, from_time, to_time)
      SELECT series_id, min(time), max(time) FROM reading
       WHERE uplink_id = ANY (?) AND series_id = ANY (?) AND time BETWEEN ? AND ? GROUP BY series_id
      """;

  private final SeriesIds series = new SeriesIds();

  /// The arrivals, with those turned malformed whose values do not fit their series. Makes series
  /// that do not exist yet, so it comes before anything else in the transaction.
  List<Arrival> fitted(Connection connection, List<Arrival> arrivals) throws SQLException {
    var fitted = checked(connection, arrivals);
    for (var arrival : fitted) {
      for (var measurement : measurements(arrival)) {
        series.make(connection, measurement.series());
      }
    }
    return fitted;
  }

  /// The same, but no series is made.
  List<Arrival> checked(Connection connection, List<Arrival> arrivals) throws SQLException {
    var checked = new ArrayList<Arrival>(arrivals.size());
    for (var arrival : arrivals) {
      checked.add(checked(connection, arrival));
    }
    return checked;
  }

  private Arrival checked(Connection connection, Arrival arrival) throws SQLException {
    try {
      for (var measurement : measurements(arrival)) {
        series.check(connection, measurement.series());
      }
      return arrival;
    } catch (UnitMismatch e) {
      return arrival.as(new Malformed(arrival.interpretation().uplink().because(e.getMessage())));
    }
  }

  /// Takes the readings of messages out of their series, to insert others.
  ///
  /// @param numbers of the messages
  /// @param where nothing else is looked at, so that little of what is compressed is unpacked
  static void remove(Connection connection, Collection<Long> numbers, Whereabouts where)
      throws SQLException {
    var ids = connection.createArrayOf("bigint", numbers.toArray());
    try (var statement = connection.prepareStatement(REMOVE)) {
      statement.setArray(1, ids);
      where.set(statement, 2);
      statement.setArray(5, ids);
      statement.setArray(6, ids);
      statement.executeUpdate();
    }
  }

  /// Has the readings of messages looked at by the quality tests, as they are.
  ///
  /// @param numbers of the messages
  static void markDirty(Connection connection, Collection<Long> numbers, Whereabouts where)
      throws SQLException {
    try (var statement = connection.prepareStatement(MARK_DIRTY)) {
      statement.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
      where.set(statement, 2);
      statement.executeUpdate();
    }
  }

  /// Puts the readings of arrivals into their series, where most places are free; `fitted` has seen
  /// them before.
  ///
  /// @param admitted indices of the arrivals
  /// @throws SQLException with the state unique_violation if a place is taken: then `insert` them
  void copy(Connection connection, List<Arrival> arrivals, long[] numbers, List<Integer> admitted)
      throws SQLException {
    var rows = rows(arrivals, numbers, admitted);
    try (var copy =
        new CopyRows(connection, "reading (series_id, time, value, flag, tests, uplink_id)")) {
      rows.forEach(row -> row.write(copy, 6));
    }
    try (var copy = new CopyRows(connection, "dirty (series_id, from_time, to_time)")) {
      for (var first = 0; first < rows.size(); ) {
        var next = first + 1;
        while (next < rows.size() && rows.get(next).series == rows.get(first).series) {
          next++;
        }
        copy.row(3)
            .bigint(rows.get(first).series)
            .time(rows.get(first).measurement.time())
            .time(rows.get(next - 1).measurement.time());
        first = next;
      }
    }
  }

  /// The same, whatever places are taken.
  void insert(Connection connection, List<Arrival> arrivals, long[] numbers, List<Integer> admitted)
      throws SQLException {
    try (var copy =
        new CopyRows(
            connection,
            "arriving_reading (series_id, time, value, flag, tests, uplink_id, arrived_at)")) {
      rows(arrivals, numbers, admitted)
          .forEach(row -> row.write(copy, 7).time(row.arrival.message().arrivedAt()));
    }
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(INSERT);
    }
  }

  // In one order, so that two commits never wait for each other in a circle.
  private List<Row> rows(List<Arrival> arrivals, long[] numbers, List<Integer> admitted) {
    var rows = new ArrayList<Row>();
    for (var index : admitted) {
      var arrival = arrivals.get(index);
      for (var each : measurements(arrival)) {
        rows.add(new Row(series.known(each.series()), each, arrival, numbers[index]));
      }
    }
    rows.sort(comparingLong(Row::series).thenComparing(row -> row.measurement.time()));
    return rows;
  }

  private record Row(long series, Measurement measurement, Arrival arrival, long number) {

    CopyRows write(CopyRows rows, int columns) {
      return rows.row(columns)
          .bigint(series)
          .time(measurement.time())
          .doublePrecision(measurement.value())
          .smallint(measurement.tests().aggregate().code())
          .integer(measurement.tests().packed())
          .bigint(number);
    }
  }

  static List<Measurement> measurements(Arrival arrival) {
    return arrival.interpretation() instanceof Stored stored ? stored.measurements() : List.of();
  }
}
