package pilotfeld.processing.worker;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import pilotfeld.processing.quality.Point;
import pilotfeld.processing.reading.TestFlags;

/// Readings whose flags change, written many at a time.
final class FlagChanges {

  private static final int LIMIT = 5_000;

  // As long as a chunk.
  private static final long SPELL_SECONDS = Duration.ofDays(7).toSeconds();

  // One that a rebuild put in the place of the one that was looked at is dirty by that. The series
  // and times are named beside, so that nothing else is looked at, and unpacked where it is
  // compressed.
  private static final String UPDATE =
      """
      UPDATE reading r SET flag = c.flag, tests = c.tests
        FROM unnest(CAST(:series AS bigint[]), CAST(:times AS timestamptz[]), CAST(:values AS double precision[]),
                    CAST(:before AS integer[]), CAST(:flags AS integer[]), CAST(:tests AS integer[]))
             AS c (series, time, value, before, flag, tests)
       WHERE r.series_id = c.series AND r.time = c.time AND r.value = c.value AND r.tests = c.before
         AND r.series_id = ANY (CAST(:series AS bigint[])) AND r.time BETWEEN :first AND :last
      """;

  private final Handle handle;
  private final List<Change> changes = new ArrayList<>();

  FlagChanges(Handle handle) {
    this.handle = handle;
  }

  private record Change(long series, Point point, TestFlags before, TestFlags after) {

    long spell() {
      return Math.floorDiv(point.time().getEpochSecond(), SPELL_SECONDS);
    }
  }

  void add(long series, Point point, TestFlags before, TestFlags after) {
    changes.add(new Change(series, point, before, after));
    if (changes.size() >= LIMIT) {
      write();
    }
  }

  /// Writes what was added since the last time.
  void write() {
    changes.stream().collect(groupingBy(Change::spell)).values().forEach(this::write);
    changes.clear();
  }

  private void write(List<Change> spell) {
    var times = spell.stream().map(each -> each.point.time()).toList();
    handle
        .createUpdate(UPDATE)
        .bindArray("series", Long.class, spell.stream().map(Change::series).toList())
        .bindArray("times", Instant.class, times)
        .bindArray("values", Double.class, spell.stream().map(each -> each.point.value()).toList())
        .bindArray(
            "before", Integer.class, spell.stream().map(each -> each.before.packed()).toList())
        .bindArray(
            "flags",
            Integer.class,
            spell.stream().map(each -> each.after.aggregate().code()).toList())
        .bindArray("tests", Integer.class, spell.stream().map(each -> each.after.packed()).toList())
        .bind("first", times.stream().min(Instant::compareTo).orElseThrow())
        .bind("last", times.stream().max(Instant::compareTo).orElseThrow())
        .execute();
  }
}
