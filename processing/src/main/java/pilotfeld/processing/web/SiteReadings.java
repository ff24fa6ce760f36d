package pilotfeld.processing.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The readings of one site, for a chart: what is suspect or wrong is always among them, the rest
/// may be thinned.
final class SiteReadings {

  /// Points of one series at most, but for the flagged ones.
  static final int POINT_LIMIT = 2_000;

  private static final String SITE = "SELECT EXISTS (SELECT FROM site WHERE id = :site)";
  private static final String SERIES =
      """
      SELECT series_id, quantity, channel, unit, CASE subject_kind WHEN 'device' THEN subject END AS device FROM dash_series WHERE site = :site ORDER BY subject_kind DESC, quantity, channel
      """;
  // Of each slice of time the first reading, and every flagged one.
  private static final String POINTS =
      """
      SELECT time, value, flag FROM (
        SELECT time, value, flag,
               row_number() OVER (PARTITION BY floor(extract(epoch FROM time) / :slice) ORDER BY time) AS place
          FROM reading WHERE series_id = :series AND time >= :from AND time < :until) AS sliced
       WHERE place = 1 OR flag >= 3
       ORDER BY time
      """;

  private final Jdbi jdbi;

  SiteReadings(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// @return empty if there is no such site
  Optional<View> of(String site, Instant from, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SITE).bind("site", site).mapTo(Boolean.class).one()
                ? Optional.of(new View(site, from, until, series(handle, site, from, until)))
                : Optional.empty());
  }

  private static List<SeriesView> series(Handle handle, String site, Instant from, Instant until) {
    var found =
        handle
            .createQuery(SERIES)
            .bind("site", site)
            .map(
                (row, _) ->
                    new SeriesView(
                        row.getLong("series_id"),
                        row.getString("quantity"),
                        row.getString("channel"),
                        row.getString("unit"),
                        row.getString("device"),
                        List.of()))
            .list();
    var views = new ArrayList<SeriesView>();
    for (var each : found) {
      views.add(each.with(points(handle, each.seriesId, from, until)));
    }
    return views;
  }

  private static List<double[]> points(Handle handle, long series, Instant from, Instant until) {
    var slice = Math.max(1, (until.getEpochSecond() - from.getEpochSecond()) / POINT_LIMIT);
    return handle
        .createQuery(POINTS)
        .bind("series", series)
        .bind("from", from)
        .bind("until", until)
        .bind("slice", slice)
        .map(
            (row, _) ->
                new double[] {
                  row.getTimestamp("time").getTime() / 1000.0,
                  row.getDouble("value"),
                  row.getInt("flag")
                })
        .list();
  }

  record View(String site, Instant from, Instant to, List<SeriesView> series) {}

  /// @param device whose own series it is; null of the site's
  /// @param points time in seconds since 1970, value, flag
  record SeriesView(
      long seriesId,
      String quantity,
      String channel,
      String unit,
      String device,
      List<double[]> points) {

    SeriesView with(List<double[]> found) {
      return new SeriesView(seriesId, quantity, channel, unit, device, found);
    }
  }
}
