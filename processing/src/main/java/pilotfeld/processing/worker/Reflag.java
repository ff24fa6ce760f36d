package pilotfeld.processing.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.Registry;

/// Sets the flags that need neighbours, over the spans that changed. Whatever order readings came
/// in, their flags are the same in the end.
public final class Reflag {

  /// Series that one run looks at.
  public static final int SERIES_LIMIT = 1_000;

  /// Series that one transaction looks at: each statement costs as much for one as for many.
  static final int GROUP_LIMIT = 50;

  private static final String LAST = "SELECT coalesce(max(id), 0) FROM dirty";
  private static final String CHANGED =
      """
      SELECT series_id FROM dirty WHERE id <= :last GROUP BY series_id ORDER BY min(id) LIMIT :limit
      """;

  // A series that another process has at hand is left to it.
  private static final String TAKE =
      """
      WITH mine AS MATERIALIZED (
        SELECT series FROM unnest(CAST(:series AS bigint[])) AS given (series)
         WHERE pg_try_advisory_xact_lock(hashtextextended('reflag', series))),
      taken AS (
        DELETE FROM dirty USING mine WHERE series_id = series AND id <= :last RETURNING series_id, from_time, to_time)
      SELECT s.id, s.subject_kind, s.subject, s.quantity, s.channel, s.unit, min(t.from_time) AS first, max(t.to_time) AS last
        FROM taken t JOIN series s ON s.id = t.series_id
       GROUP BY s.id
      """;

  private final Jdbi jdbi;
  private final Registry registry;

  public Reflag(Jdbi jdbi, Registry registry) {
    this.jdbi = jdbi;
    this.registry = registry;
  }

  /// Looks at every span that changed, some series in each transaction.
  ///
  /// @return the series that were looked at
  public List<SeriesKey> run() {
    long last = jdbi.withHandle(handle -> handle.createQuery(LAST).mapTo(Long.class).one());
    // What changed up to here was read with a registry that is no newer than this one.
    registry.refresh();
    var changed = changed(last);
    var looked = new ArrayList<SeriesKey>();
    for (var from = 0; from < changed.size(); from += GROUP_LIMIT) {
      var group = changed.subList(from, Math.min(from + GROUP_LIMIT, changed.size()));
      looked.addAll(jdbi.inTransaction(handle -> lookAt(handle, group, last)));
    }
    return looked;
  }

  private List<Long> changed(long last) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CHANGED)
                .bind("last", last)
                .bind("limit", SERIES_LIMIT)
                .mapTo(Long.class)
                .list());
  }

  private List<SeriesKey> lookAt(Handle handle, List<Long> series, long last) {
    var spans = take(handle, series, last);
    if (!spans.isEmpty()) {
      new Neighbourhoods(handle, registry.snapshot()).flag(spans);
    }
    return spans.stream().map(ChangedSpan::key).toList();
  }

  private static List<ChangedSpan> take(Handle handle, List<Long> series, long last) {
    return handle
        .createQuery(TAKE)
        .bindArray("series", Long.class, series)
        .bind("last", last)
        .map(
            (row, _) ->
                new ChangedSpan(
                    row.getLong("id"),
                    new SeriesKey(
                        SubjectKind.valueOf(row.getString("subject_kind").toUpperCase(Locale.ROOT)),
                        row.getString("subject"),
                        row.getString("quantity"),
                        row.getString("channel"),
                        row.getString("unit")),
                    row.getTimestamp("first").toInstant(),
                    row.getTimestamp("last").toInstant()))
        .list();
  }
}
