package pilotfeld.processing.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Readings as CSV (RFC 4180), ordered by series and time: where and what, the value in its unit,
/// the flag (`flag` and `quality`), the flag of each test (`gross_range` to `time_source`), and
/// which content of which device model decoded it (`model`, `codec_version`).
public final class CsvExport {

  /// Rows that the database hands over at a time.
  private static final int FETCH = 5_000;

  private static final String PILOT = "SELECT EXISTS (SELECT FROM pilot WHERE id = :pilot)";
  private static final String SERIES =
      """
      SELECT series_id FROM dash_series WHERE pilot = :pilot AND (CAST(:quantity AS text) IS NULL OR quantity = :quantity)
       ORDER BY site, quantity, channel, series_id
      """;
  private static final String READINGS =
      """
      SELECT pilot, site, asset, subject_kind, subject, quantity, channel, time, value::text AS value, unit, flag, quality, gross_range, spike,
             rate_of_change, flat_line, gap, climatology, time_source, model, codec_version
        FROM dash_reading WHERE series_id = :series AND time >= :from AND time < :until ORDER BY time
      """;
  private static final String[] HEADER = {
    "time",
    "pilot",
    "site",
    "asset",
    "subject_kind",
    "subject",
    "quantity",
    "channel",
    "value",
    "unit",
    "flag",
    "quality",
    "gross_range",
    "spike",
    "rate_of_change",
    "flat_line",
    "gap",
    "climatology",
    "time_source",
    "model",
    "codec_version"
  };
  private static final int FIRST_TEST = List.of(HEADER).indexOf("gross_range");
  private static final int LAST_TEST = List.of(HEADER).indexOf("time_source");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final Jdbi jdbi;
  private final ZoneId zone;

  /// @param zone whose local time is written, with its offset
  public CsvExport(Jdbi jdbi, ZoneId zone) {
    this.jdbi = jdbi;
    this.zone = zone;
  }

  /// Whether there is such a pilot.
  public boolean knows(String pilot) {
    return jdbi.withHandle(
        handle -> handle.createQuery(PILOT).bind("pilot", pilot).mapTo(Boolean.class).one());
  }

  /// Writes the header and every reading; an empty flag is a test that is not configured.
  ///
  /// @return how many readings were written
  /// @throws IOException if the writer fails
  public long write(Selection selection, Writer out) throws IOException {
    // Flushed but not closed: the writer underneath belongs to the caller.
    var csv = CsvWriter.builder().build(out);
    csv.writeRecord(HEADER);
    try {
      var rows = jdbi.inTransaction(handle -> write(handle, selection, csv));
      csv.flush();
      return rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long write(Handle handle, Selection selection, CsvWriter csv) {
    handle.execute("SET LOCAL statement_timeout = 0");
    var series =
        handle
            .createQuery(SERIES)
            .bind("pilot", selection.pilot())
            .bind("quantity", selection.quantity())
            .mapTo(Long.class)
            .list();
    var rows = 0L;
    for (var each : series) {
      rows += write(handle, selection, csv, each);
    }
    return rows;
  }

  private long write(Handle handle, Selection selection, CsvWriter csv, long series) {
    try (var rows =
        handle
            .createQuery(READINGS)
            .bind("series", series)
            .bind("from", selection.from())
            .bind("until", selection.until())
            .setFetchSize(FETCH)
            .map(
                (row, _) -> {
                  var fields = new String[HEADER.length];
                  fields[0] = time(row.getTimestamp("time").toInstant());
                  for (var index = 1; index < HEADER.length; index++) {
                    fields[index] = row.getString(HEADER[index]);
                  }
                  return fields;
                })
            .stream()) {
      return rows.peek(fields -> csv.writeRecord(withoutZeros(fields))).count();
    }
  }

  private String time(Instant time) {
    return TIME.format(time.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
  }

  // The flag 0 of a test means that it is not configured.
  private static String[] withoutZeros(String[] fields) {
    for (var index = FIRST_TEST; index <= LAST_TEST; index++) {
      fields[index] = "0".equals(fields[index]) ? "" : fields[index];
    }
    return fields;
  }
}
