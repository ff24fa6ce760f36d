package pilotfeld.processing.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.AuditEntry.Action;

/// Who did what. The table only grows: the database refuses to alter or delete what is in it.
public final class Audit {

  /// Rows that the database hands over at a time.
  private static final int FETCH = 1_000;

  private static final String ADD =
      """
      INSERT INTO audit (actor, way, origin, action, subject, detail)
      VALUES (:actor, :way, :origin, :action, :subject, CAST(:detail AS jsonb))
      """;
  private static final String ENTRIES =
      """
      SELECT id, at, actor, way, origin, action, subject, detail::text AS detail
        FROM audit WHERE at >= :from AND at < :until ORDER BY id
      """;
  private static final String[] HEADER = {
    "id", "time", "actor", "way", "origin", "action", "subject", "detail"
  };
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Jdbi jdbi;

  public Audit(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Adds what is done in the transaction of a handle: both are there, or neither.
  public static void add(Handle handle, Actor actor, AuditEntry entry) {
    handle
        .createUpdate(ADD)
        .bind("actor", actor.name())
        .bind("way", actor.way().text())
        .bind("origin", actor.origin())
        .bind("action", entry.action().text())
        .bind("subject", entry.subject())
        .bind("detail", json(entry.detail()))
        .execute();
  }

  /// Adds what has no transaction of its own, such as that readings leave: before the first does.
  /// It is part of the transaction that this thread has open, if any.
  public void add(Actor actor, AuditEntry entry) {
    jdbi.useTransaction(handle -> add(handle, actor, entry));
  }

  /// Writes a header and every entry as CSV (RFC 4180), the oldest first, times in UTC. That it is
  /// written is an entry of its own, which is there before the first line is.
  ///
  /// @param actor who asks for it
  /// @param until not included
  /// @return how many there are
  /// @throws IOException if the writer fails
  public long write(Actor actor, Instant from, Instant until, Writer out) throws IOException {
    add(
        actor,
        AuditEntry.of(
            Action.AUDIT_EXPORTED, Map.of("from", from.toString(), "to", until.toString())));
    // Flushed but not closed: the writer underneath belongs to the caller.
    var csv = CsvWriter.builder().build(out);
    csv.writeRecord(HEADER);
    try {
      var rows = jdbi.inTransaction(handle -> write(handle, from, until, csv));
      csv.flush();
      return rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static long write(Handle handle, Instant from, Instant until, CsvWriter csv) {
    handle.execute("SET LOCAL statement_timeout = 0");
    try (Stream<String[]> rows =
        handle
            .createQuery(ENTRIES)
            .bind("from", from)
            .bind("until", until)
            .setFetchSize(FETCH)
            .map(
                (row, _) ->
                    new String[] {
                      row.getString("id"),
                      row.getTimestamp("at").toInstant().toString(),
                      row.getString("actor"),
                      row.getString("way"),
                      row.getString("origin"),
                      row.getString("action"),
                      row.getString("subject"),
                      row.getString("detail")
                    })
            .stream()) {
      return rows.peek(csv::writeRecord).count();
    }
  }

  private static String json(Map<String, String> detail) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(detail));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written as JSON", e);
    }
  }
}
