package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.store.SeriesIds.UnitMismatch;

/// Puts readings into their series. What finds its place taken goes beside, into `conflict`; what
/// is new is marked dirty.
final class ReadingRows {

  private static final String INSERT =
      """
      WITH fresh AS (
        INSERT INTO reading (series_id, time, value, flag, tests, uplink_id)
        SELECT series_id, time, value, flag, tests, uplink_id FROM arriving_reading ORDER BY series_id, time, uplink_id, value
        ON CONFLICT DO NOTHING
        RETURNING series_id, time, uplink_id, value),
      beside AS (
        INSERT INTO conflict (series_id, time, uplink_id, value)
        SELECT a.series_id, a.time, a.uplink_id, a.value FROM arriving_reading a
         WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.series_id = a.series_id AND f.time = a.time AND f.uplink_id = a.uplink_id
                              AND f.value = a.value)
        ON CONFLICT DO NOTHING)
      INSERT INTO dirty (series_id, from_time, to_time)
      SELECT series_id, min(time), max(time) FROM fresh GROUP BY series_id
      """;

  private final SeriesIds series = new SeriesIds();

  /// The arrivals, with those turned malformed whose values do not fit their series. Makes series
  /// that do not exist yet, so it comes before anything else in the transaction.
  List<Arrival> fitted(Connection connection, List<Arrival> arrivals) throws SQLException {
    var fitted = new ArrayList<Arrival>(arrivals.size());
    for (var arrival : arrivals) {
      fitted.add(fitted(connection, arrival));
    }
    return fitted;
  }

  private Arrival fitted(Connection connection, Arrival arrival) throws SQLException {
    try {
      for (var measurement : measurements(arrival)) {
        series.of(connection, measurement.series());
      }
      return arrival;
    } catch (UnitMismatch e) {
      return arrival.as(new Malformed(arrival.interpretation().uplink().because(e.getMessage())));
    }
  }

  /// Inserts the readings of those arrivals whose number is admitted; `fitted` has seen them
  /// before.
  void insert(Connection connection, List<Arrival> arrivals, long[] numbers, Set<Long> admitted)
      throws SQLException {
    try (var rows =
        new CopyRows(
            connection, "arriving_reading (series_id, time, value, flag, tests, uplink_id)")) {
      for (var index = 0; index < numbers.length; index++) {
        if (admitted.contains(numbers[index])) {
          copy(rows, arrivals.get(index), numbers[index]);
        }
      }
    }
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(INSERT);
    }
  }

  private void copy(CopyRows rows, Arrival arrival, long number) {
    for (var each : measurements(arrival)) {
      rows.row(6)
          .bigint(series.known(each.series()))
          .time(each.time())
          .doublePrecision(each.value())
          .smallint(each.tests().aggregate().code())
          .integer(each.tests().packed())
          .bigint(number);
    }
  }

  private static List<Measurement> measurements(Arrival arrival) {
    return arrival.interpretation() instanceof Stored stored ? stored.measurements() : List.of();
  }
}
