package pilotfeld.processing.resource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
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

  private final Jdbi jdbi;
  private final Audit audit;
  private final ZoneId zone;

  Readings(Jdbi jdbi, ZoneId zone) {
    this.jdbi = jdbi;
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
    var series =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(LIST)
                    .bind("pilot", call.text("pilot"))
                    .bind("site", call.text("site"))
                    .bind("quantity", call.text("quantity"))
                    .bind("after", listing.afterNumber())
                    .bind("limit", listing.wanted())
                    .map(ConstructorMapper.of(Series.class))
                    .list());
    return listing.answer(series, Series::id);
  }

  private Answer listReadings(Call call) {
    var series = series(call.pathNumber("series"));
    var listing = Listing.of(call);
    var from = call.time("from", zone).orElse(Instant.EPOCH);
    var until = call.time("to", zone).orElse(LATEST);
    // Before the first leaves; whoever reads on has an entry for each part.
    audit.add(call.actor(), entry(series, from, until));
    var readings =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(READINGS)
                    .bind("series", series.id)
                    .bind("from", from)
                    .bind("until", until)
                    .bind("after", listing.after().map(Readings::time))
                    .bind("limit", listing.wanted())
                    .map(ConstructorMapper.of(Reading.class))
                    .list());
    return listing.answer(readings, Reading::time);
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
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(ONE)
                    .bind("id", id)
                    .map(ConstructorMapper.of(Series.class))
                    .findOne())
        .orElseThrow(() -> Problem.notFound("There is no series " + id + "."));
  }
}
