package pilotfeld.processing.worker;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.Registry;

/// Sets the flags that need neighbours, over the spans that changed. Whatever order readings came
/// in, their flags are the same in the end.
public final class Reflag {

  /// Changes that one run looks at.
  public static final int CHANGES_LIMIT = 100_000;

  /// Series that one transaction looks at: each statement costs as much for one as for many.
  static final int GROUP_LIMIT = 50;

  private static final String LAST = "SELECT coalesce(max(id), 0) FROM dirty";
  private static final String WRITTEN =
      "SELECT coalesce(pg_sequence_last_value(CAST(pg_get_serial_sequence('dirty', 'id') AS regclass)), 0)";
  private static final String CHANGED =
      "SELECT id, series_id FROM dirty WHERE id <= :last ORDER BY id LIMIT :limit";

  // Changes come and go too fast for a plan that was made a while ago.
  private static final String PLAN_EACH_TIME = "SET LOCAL plan_cache_mode = force_custom_plan";

  // A series that another process has at hand is left to it.
  private static final String HOLD =
      """
      WITH mine AS MATERIALIZED (
        SELECT series FROM unnest(CAST(:series AS bigint[])) AS given (series)
         WHERE pg_try_advisory_xact_lock(hashtextextended('reflag', series)))
      SELECT s.id, s.subject_kind, s.subject, s.quantity, s.channel, s.unit FROM mine JOIN series s ON s.id = mine.series
      """;

  // Another process may have been there before.
  private static final String TAKE =
      """
      WITH taken AS (DELETE FROM dirty WHERE id = ANY (CAST(:ids AS bigint[])) RETURNING series_id, from_time, to_time)
      SELECT series_id, min(from_time) AS first, max(to_time) AS last FROM taken GROUP BY series_id ORDER BY series_id
      """;

  private final Jdbi jdbi;
  private final Registry registry;

  public Reflag(Jdbi jdbi, Registry registry) {
    this.jdbi = jdbi;
    this.registry = registry;
  }

  /// Looks at every span that changed, some series in each transaction, with a rest after each for
  /// what arrives.
  ///
  /// @return the series that were looked at
  public List<SeriesKey> run() {
    long last = jdbi.withHandle(handle -> handle.createQuery(LAST).mapTo(Long.class).one());
    // What changed up to here was read with a registry that is no newer than this one.
    registry.refresh();
    var changed = changed(last);
    var series = List.copyOf(changed.keySet());
    var looked = new ArrayList<SeriesKey>();
    var courtesy = new Courtesy(written(), System.nanoTime());
    for (var from = 0; from < series.size(); from += GROUP_LIMIT) {
      var group = series.subList(from, Math.min(from + GROUP_LIMIT, series.size()));
      var begun = System.nanoTime();
      looked.addAll(jdbi.inTransaction(handle -> lookAt(handle, group, changed)));
      var worked = Duration.ofNanos(System.nanoTime() - begun);
      var taken = group.stream().mapToInt(each -> changed.get(each).size()).sum();
      var rest = courtesy.rest(written(), System.nanoTime(), taken, worked);
      LockSupport.parkNanos(rest.toNanos());
    }
    return looked;
  }

  private long written() {
    return jdbi.withHandle(handle -> handle.createQuery(WRITTEN).mapTo(Long.class).one());
  }

  /// The changes of each series, the oldest first.
  private Map<Long, List<Long>> changed(long last) {
    var changed = new LinkedHashMap<Long, List<Long>>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(CHANGED)
                .bind("last", last)
                .bind("limit", CHANGES_LIMIT)
                .map((row, _) -> Map.entry(row.getLong("series_id"), row.getLong("id")))
                .forEach(
                    each ->
                        changed
                            .computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                            .add(each.getValue())));
    return changed;
  }

  private List<SeriesKey> lookAt(Handle handle, List<Long> series, Map<Long, List<Long>> changed) {
    handle.execute(PLAN_EACH_TIME);
    var held = hold(handle, series);
    var spans = take(handle, held, changed);
    if (!spans.isEmpty()) {
      new Neighbourhoods(handle, registry.snapshot()).flag(spans);
    }
    return spans.stream().map(ChangedSpan::key).toList();
  }

  private static Map<Long, SeriesKey> hold(Handle handle, List<Long> series) {
    return handle
        .createQuery(HOLD)
        .bindArray("series", Long.class, series)
        .map(
            (row, _) ->
                Map.entry(
                    row.getLong("id"),
                    new SeriesKey(
                        SubjectKind.valueOf(row.getString("subject_kind").toUpperCase(Locale.ROOT)),
                        row.getString("subject"),
                        row.getString("quantity"),
                        row.getString("channel"),
                        row.getString("unit"))))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<ChangedSpan> take(
      Handle handle, Map<Long, SeriesKey> held, Map<Long, List<Long>> changed) {
    return handle
        .createQuery(TAKE)
        .bindArray(
            "ids",
            Long.class,
            held.keySet().stream().map(changed::get).flatMap(List::stream).toList())
        .map(
            (row, _) ->
                new ChangedSpan(
                    row.getLong("series_id"),
                    held.get(row.getLong("series_id")),
                    row.getTimestamp("first").toInstant(),
                    row.getTimestamp("last").toInstant()))
        .list();
  }
}
