package pilotfeld.processing.worker;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import pilotfeld.processing.quality.Point;
import pilotfeld.processing.reading.TestFlags;

/// Readings whose flags change, sent many at a time.
///
/// Each is a statement of its own: joined with a list of them, PostgreSQL takes the last minutes of
/// a series for empty and compares each of its readings with the whole list, 200 ms for a thousand;
/// and TimescaleDB unpacks all that is compressed.
final class FlagChanges {

  private static final int LIMIT = 5_000;

  // One that a rebuild put in the place of the one that was looked at is dirty by that.
  private static final String UPDATE =
      "UPDATE reading SET flag = ?, tests = ? WHERE series_id = ? AND time = ? AND value = ? AND tests = ?";

  private final Handle handle;
  private final List<Change> changes = new ArrayList<>();

  FlagChanges(Handle handle) {
    this.handle = handle;
  }

  private record Change(long series, Point point, TestFlags before, TestFlags after) {}

  void add(long series, Point point, TestFlags before, TestFlags after) {
    changes.add(new Change(series, point, before, after));
    if (changes.size() >= LIMIT) {
      write();
    }
  }

  /// Writes what was added since the last time.
  void write() {
    if (changes.isEmpty()) {
      return;
    }
    var batch = handle.prepareBatch(UPDATE);
    for (var each : changes) {
      batch.add(
          each.after.aggregate().code(),
          each.after.packed(),
          each.series,
          each.point.time(),
          each.point.value(),
          each.before.packed());
    }
    batch.execute();
    changes.clear();
  }
}
