package pilotfeld.ingest.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.registry.Registrar;

/// Readings that are put straight into the tables, past the intake.
public final class Archive {

  private static final String SERIES =
      """
      INSERT INTO series (subject_kind, subject, quantity, channel, unit) VALUES ('site', :site, :quantity, :channel, :unit) RETURNING id
      """;
  private static final String READING =
      """
      INSERT INTO reading (series_id, time, value, flag, tests, uplink_id) VALUES (:series, :time, :value, :flag, :tests, 1)
      """;
  private static final String MANY =
      """
      INSERT INTO reading (series_id, time, value, flag, tests, uplink_id)
      SELECT :series, date_trunc('day', now()) - interval '60 days' + n * interval '20 seconds', 20 + n % 1000 / 100.0, 1, 1, 1
        FROM generate_series(1, :count) n
      """;

  private final Jdbi jdbi;

  public Archive(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A pilot with one site, at an asset, both of the pilot's name.
  public void pilot(String name) {
    var registrar = new Registrar(jdbi);
    registrar.pilot(new Registrar.Pilot(name, name, "", LocalDate.EPOCH));
    registrar.asset(new Registrar.Asset(name, "river", name, 52.28, 8.05));
    registrar.site(new Registrar.Site(name, name, Optional.of(name), name, 52.28, 8.05));
  }

  /// @return its id
  long series(String site, String quantity, String channel, String unit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SERIES)
                .bind("site", site)
                .bind("quantity", quantity)
                .bind("channel", channel)
                .bind("unit", unit)
                .mapTo(Long.class)
                .one());
  }

  void reading(long series, String time, double value, int flag, int tests) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(READING)
                .bind("series", series)
                .bind("time", Instant.parse(time))
                .bind("value", value)
                .bind("flag", flag)
                .bind("tests", tests)
                .execute());
  }

  /// So many readings of the site of that name, a quarter each of four channels.
  public void readings(String site, int count) {
    for (var channel = 1; channel <= 4; channel++) {
      var series = series(site, "temperature", "" + channel, "Cel");
      jdbi.useHandle(
          handle ->
              handle.createUpdate(MANY).bind("series", series).bind("count", count / 4).execute());
    }
  }
}
