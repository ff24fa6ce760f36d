package pilotfeld.processing.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import pilotfeld.processing.quality.NeighbourTests;
import pilotfeld.processing.quality.Point;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.registry.RegistrySnapshot;
import pilotfeld.processing.store.FlagChange;

/// Reads what lies around spans that changed, one series after the other, and sets its flags.
final class Neighbourhoods {

  private static final int FETCH_ROWS = 2_000;
  private static final int CHANGES_LIMIT = 5_000;

  // Two readings before and after each span, and whatever lies in the windows of the tests around
  // them. Before a series begins no window is complete: one that begins earlier than it did
  // completes those up to a window behind the reading that was the first.
  private static final String AROUND =
      """
      SELECT c.number, e.until, r.time, r.value, r.tests
        FROM unnest(CAST(:series AS bigint[]), CAST(:firsts AS timestamptz[]), CAST(:lasts AS timestamptz[]), CAST(:windows AS bigint[]))
             WITH ORDINALITY AS c (series, first, last, seconds, number)
       CROSS JOIN LATERAL (
         SELECT coalesce((SELECT time FROM reading WHERE series_id = c.series AND time > c.last ORDER BY time LIMIT 1), c.last)
                + make_interval(secs => c.seconds) AS until OFFSET 0) e
       CROSS JOIN LATERAL (
         SELECT coalesce((SELECT time FROM reading WHERE series_id = c.series AND time < c.first ORDER BY time DESC OFFSET 1 LIMIT 1),
                         '-infinity') AS second_before OFFSET 0) b
       CROSS JOIN LATERAL (
         SELECT coalesce((SELECT time FROM reading
                           WHERE series_id = c.series AND time <= least(c.first, b.second_before) - make_interval(secs => c.seconds)
                           ORDER BY time DESC LIMIT 1), '-infinity') AS earliest,
                coalesce((SELECT time FROM reading WHERE series_id = c.series AND time > e.until ORDER BY time OFFSET 1 LIMIT 1),
                         'infinity') AS latest OFFSET 0) s
       CROSS JOIN LATERAL (
         SELECT time, value, tests FROM reading WHERE series_id = c.series AND time BETWEEN s.earliest AND s.latest OFFSET 0) r
       ORDER BY c.number, r.time
      """;

  private final Handle handle;
  private final RegistrySnapshot snapshot;
  private final List<FlagChange> changes = new ArrayList<>();

  Neighbourhoods(Handle handle, RegistrySnapshot snapshot) {
    this.handle = handle;
    this.snapshot = snapshot;
  }

  void flag(List<ChangedSpan> spans) {
    var rows = new ArrayList<Row>();
    try (var around = around(spans)) {
      around.forEachRemaining(
          next -> {
            if (!rows.isEmpty() && rows.getLast().number != next.number) {
              flag(spans, rows);
              rows.clear();
            }
            rows.add(next);
          });
    }
    flag(spans, rows);
    write();
  }

  private void write() {
    FlagChange.write(handle, changes);
    changes.clear();
  }

  private ResultIterator<Row> around(List<ChangedSpan> spans) {
    return handle
        .createQuery(AROUND)
        .bindArray("series", Long.class, spans.stream().map(ChangedSpan::series).toList())
        .bindArray("firsts", Instant.class, spans.stream().map(ChangedSpan::first).toList())
        .bindArray("lasts", Instant.class, spans.stream().map(ChangedSpan::last).toList())
        .bindArray(
            "windows",
            Long.class,
            spans.stream().map(each -> snapshot.window(each.key()).toSeconds()).toList())
        .setFetchSize(FETCH_ROWS)
        .map(
            (row, _) ->
                new Row(
                    row.getInt("number"),
                    row.getTimestamp("until").toInstant(),
                    new Point(row.getTimestamp("time").toInstant(), row.getDouble("value")),
                    new TestFlags(row.getInt("tests"))))
        .iterator();
  }

  /// @param rows all of one span, or none
  private void flag(List<ChangedSpan> spans, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var span = spans.get(rows.getFirst().number - 1);
    var points = rows.stream().map(Row::point).toList();
    for (var index = firstAffected(points, span.first());
        index < points.size() && isAffected(points, index, rows.getFirst().until);
        index++) {
      var row = rows.get(index);
      var checks = snapshot.checks(span.key(), row.point.time());
      var flags = NeighbourTests.evaluate(checks, points, index, row.tests);
      if (!flags.equals(row.tests)) {
        changes.add(
            new FlagChange(span.series(), row.point.time(), row.point.value(), row.tests, flags));
      }
    }
    if (changes.size() >= CHANGES_LIMIT) {
      write();
    }
  }

  // The reading before the span has a new neighbour, and so has the one after it.
  private static int firstAffected(List<Point> points, Instant first) {
    var index = 0;
    while (index < points.size() && points.get(index).time().isBefore(first)) {
      index++;
    }
    return Math.max(0, index - 1);
  }

  private static boolean isAffected(List<Point> points, int index, Instant until) {
    return index == 0 || !points.get(index - 1).time().isAfter(until);
  }

  /// @param number of its span, counted from 1
  /// @param until when readings may have other flags by the change
  private record Row(int number, Instant until, Point point, TestFlags tests) {}
}
