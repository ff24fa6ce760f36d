package pilotfeld.processing.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.quality.NeighbourTests;
import pilotfeld.processing.quality.Point;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Sets the flags that need neighbours, over the spans that changed. Whatever order readings came
/// in, their flags are the same in the end.
public final class Reflag {

  /// Series that one run looks at.
  public static final int SERIES_LIMIT = 500;

  private static final String LAST = "SELECT coalesce(max(id), 0) FROM dirty";
  private static final String CHANGED =
      """
      SELECT s.id, s.subject_kind, s.subject, s.quantity, s.channel, s.unit
        FROM (SELECT series_id, min(id) AS first FROM dirty WHERE id <= :last GROUP BY series_id ORDER BY min(id) LIMIT :limit) d
        JOIN series s ON s.id = d.series_id
       ORDER BY d.first
      """;
  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('reflag', :series))";
  private static final String TAKE =
      """
      WITH taken AS (DELETE FROM dirty WHERE series_id = :series AND id <= :last RETURNING from_time, to_time)
      SELECT min(from_time) AS from_time, max(to_time) AS to_time FROM taken
      """;
  // Two readings before and after the span, and whatever lies in the windows of the tests around
  // them.
  private static final String NEIGHBOURHOOD =
      """
      SELECT time, value, tests FROM reading
       WHERE series_id = :series
         AND time >= coalesce((SELECT time FROM reading WHERE series_id = :series AND time <= least(:from,
                 coalesce((SELECT time FROM reading WHERE series_id = :series AND time < :from ORDER BY time DESC OFFSET 1 LIMIT 1), '-infinity'))
                 - make_interval(secs => :window) ORDER BY time DESC LIMIT 1), '-infinity')
         AND time <= coalesce((SELECT time FROM reading WHERE series_id = :series AND time > :end ORDER BY time OFFSET 1 LIMIT 1), 'infinity')
       ORDER BY time
      """;
  private static final String NEXT =
      "SELECT coalesce((SELECT time FROM reading WHERE series_id = :series AND time > :to ORDER BY time LIMIT 1), :to)";
  // One that a rebuild put in the place of the one that was looked at is dirty by that.
  private static final String UPDATE =
      """
      UPDATE reading SET flag = :flag, tests = :tests
       WHERE series_id = :series AND time = :time AND value = :value AND tests = :before
      """;

  private final Jdbi jdbi;
  private final Registry registry;

  public Reflag(Jdbi jdbi, Registry registry) {
    this.jdbi = jdbi;
    this.registry = registry;
  }

  /// Looks at every span that changed, one series in each transaction; a series that another
  /// process has at hand is left to it.
  ///
  /// @return the series that were looked at
  public List<SeriesKey> run() {
    long last = jdbi.withHandle(handle -> handle.createQuery(LAST).mapTo(Long.class).one());
    // What changed up to here was read with a registry that is no newer than this one.
    registry.refresh();
    var looked = new ArrayList<SeriesKey>();
    for (var series : changed(last)) {
      jdbi.useTransaction(handle -> lookAt(handle, series, last, looked));
    }
    return looked;
  }

  private List<Series> changed(long last) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHANGED)
                .bind("last", last)
                .bind("limit", SERIES_LIMIT)
                .map(
                    (row, _) ->
                        new Series(
                            row.getLong("id"),
                            new SeriesKey(
                                SubjectKind.valueOf(
                                    row.getString("subject_kind").toUpperCase(Locale.ROOT)),
                                row.getString("subject"),
                                row.getString("quantity"),
                                row.getString("channel"),
                                row.getString("unit"))))
                .list());
  }

  private void lookAt(Handle handle, Series one, long last, List<SeriesKey> looked) {
    var series = one.id();
    if (!handle.createQuery(LOCK).bind("series", series).mapTo(Boolean.class).one()) {
      return;
    }
    var span =
        handle
            .createQuery(TAKE)
            .bind("series", series)
            .bind("last", last)
            .map(
                (row, _) -> new Changed(row.getTimestamp("from_time"), row.getTimestamp("to_time")))
            .one();
    if (!span.isEmpty()) {
      flag(handle, series, one.key(), span.from(), span.to());
      looked.add(one.key());
    }
  }

  private void flag(Handle handle, long series, SeriesKey key, Instant from, Instant to) {
    var snapshot = registry.snapshot();
    var window = snapshot.window(key);
    var end = next(handle, series, to).plus(window);
    var rows =
        handle
            .createQuery(NEIGHBOURHOOD)
            .bind("series", series)
            .bind("from", from)
            .bind("end", end)
            .bind("window", window.toSeconds())
            .map(
                (row, _) ->
                    new Row(
                        row.getTimestamp("time").toInstant(),
                        row.getDouble("value"),
                        new TestFlags(row.getInt("tests"))))
            .list();
    update(handle, series, changes(snapshot, key, rows, from, end));
  }

  // Before a series begins no window is complete: one that begins earlier than it did completes
  // those up to a window behind the reading that was the first.
  private static Instant next(Handle handle, long series, Instant to) {
    return handle
        .createQuery(NEXT)
        .bind("series", series)
        .bind("to", to)
        .mapTo(Instant.class)
        .one();
  }

  private static List<Flagged> changes(
      RegistrySnapshot snapshot, SeriesKey key, List<Row> rows, Instant from, Instant to) {
    var points = rows.stream().map(row -> new Point(row.time, row.value)).toList();
    var changes = new ArrayList<Flagged>();
    for (var index = firstAffected(rows, from);
        index < rows.size() && isAffected(rows, index, to);
        index++) {
      var row = rows.get(index);
      var flags = NeighbourTests.evaluate(snapshot.checks(key, row.time), points, index, row.tests);
      if (!flags.equals(row.tests)) {
        changes.add(new Flagged(row, flags));
      }
    }
    return changes;
  }

  // The reading before the span has a new neighbour, and so has the one after it.
  private static int firstAffected(List<Row> rows, Instant from) {
    var index = 0;
    while (index < rows.size() && rows.get(index).time.isBefore(from)) {
      index++;
    }
    return Math.max(0, index - 1);
  }

  private static boolean isAffected(List<Row> rows, int index, Instant to) {
    return index == 0 || !rows.get(index - 1).time.isAfter(to);
  }

  private static void update(Handle handle, long series, List<Flagged> changes) {
    if (changes.isEmpty()) {
      return;
    }
    var batch = handle.prepareBatch(UPDATE);
    for (var each : changes) {
      batch
          .bind("series", series)
          .bind("time", each.row.time)
          .bind("value", each.row.value)
          .bind("before", each.row.tests.packed())
          .bind("flag", each.tests.aggregate().code())
          .bind("tests", each.tests.packed())
          .add();
    }
    batch.execute();
  }

  private record Series(long id, SeriesKey key) {}

  private record Row(Instant time, double value, TestFlags tests) {}

  private record Flagged(Row row, TestFlags tests) {}

  private record Changed(Date first, Date last) {

    boolean isEmpty() {
      return first == null;
    }

    Instant from() {
      return first.toInstant();
    }

    Instant to() {
      return last.toInstant();
    }
  }
}
