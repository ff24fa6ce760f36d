package pilotfeld.processing.resource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;

/// `/api/series` and `/api/series/{series}/readings`: what is measured, and the values, each one.
final class Readings {

  private static final String SERIES =
      """
      SELECT series_id AS id, pilot, site, CASE subject_kind WHEN 'device' THEN subject END AS device, quantity, channel, unit
        FROM dash_series
      """;
  private static final String LIST =
      SERIES
          + """
             WHERE (CAST(:pilot AS text) IS NULL OR pilot = :pilot) AND (CAST(:site AS text) IS NULL OR site = :site)
               AND (CAST(:quantity AS text) IS NULL OR quantity = :quantity) AND (CAST(:after AS bigint) IS NULL OR series_id > :after)
             ORDER BY series_id LIMIT :limit
            """;
  private static final String ONE = SERIES + " WHERE series_id = :id";
  private static final String READINGS =
      """
      SELECT time, value, flag FROM reading
       WHERE series_id = :series AND time >= :from AND time < :until AND (CAST(:after AS timestamptz) IS NULL OR time > :after)
       ORDER BY time LIMIT :limit
      """;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Rows<Series> series;
  private final Rows<Reading> readings;
  private final Audit audit;
  private final ZoneId zone;

  Readings(Jdbi jdbi, ZoneId zone) {
    this.series = Rows.of(jdbi, Series.class);
    this.readings = Rows.of(jdbi, Reading.class);
    this.audit = new Audit(jdbi);
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations
        .answer("listSeries", this::listSeries)
        .answer("readSeries", call -> Answer.tagged(series(call.pathNumber("series"))))
        .answer("listReadings", this::listReadings);
  }

  /// @param device whose own series it is, such as that of its battery; empty of the site's
  public record Series(
      long id,
      String pilot,
      String site,
      Optional<String> device,
      String quantity,
      String channel,
      String unit) {}

  /// @param flag 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing (QARTOD)
  public record Reading(Instant time, double value, int flag) {}

  private Answer listSeries(Call call) {
    var listing = Listing.of(call);
    var found =
        series.list(
            LIST,
            Map.of(
                "pilot", call.text("pilot"),
                "site", call.text("site"),
                "quantity", call.text("quantity"),
                "after", listing.afterNumber(),
                "limit", listing.wanted()));
    return listing.answer(found, Series::id);
  }

  private Answer listReadings(Call call) {
    var one = series(call.pathNumber("series"));
    var listing = Listing.of(call);
    var from = call.time("from", zone).orElse(Instant.EPOCH);
    var until = call.time("to", zone).orElse(LATEST);
    // Before the first leaves; whoever reads on has an entry for each part.
    audit.add(call.actor(), entry(one, from, until));
    var found =
        readings.list(
            READINGS,
            Map.of(
                "series",
                one.id,
                "from",
                from,
                "until",
                until,
                "after",
                listing.after().map(Readings::time),
                "limit",
                listing.wanted()));
    return listing.answer(found, Reading::time);
  }

  private static Instant time(String cursor) {
    try {
      return Instant.parse(cursor);
    } catch (DateTimeException e) {
      throw Listing.notOurs();
    }
  }

  private static AuditEntry entry(Series series, Instant from, Instant until) {
    return new AuditEntry(
        Action.READINGS_READ,
        Optional.of(series.pilot),
        Map.of(
            "series", Long.toString(series.id), "from", from.toString(), "to", until.toString()));
  }

  private Series series(long id) {
    return series
        .one(ONE, id)
        .orElseThrow(() -> Problem.notFound("There is no series " + id + "."));
  }
}
