package pilotfeld.processing.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;

/// `/api/audit`: who did what, the newest first.
final class Trail {

  private static final String LIST =
      """
      SELECT id, at, actor, way, origin, action, subject, detail::text AS detail
        FROM audit
       WHERE (CAST(:from AS timestamptz) IS NULL OR at >= :from) AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
         AND (CAST(:actor AS text) IS NULL OR actor = :actor) AND (CAST(:action AS text) IS NULL OR action = :action)
         AND (CAST(:subject AS text) IS NULL OR subject = :subject) AND (CAST(:after AS bigint) IS NULL OR id < :after)
       ORDER BY id DESC LIMIT :limit
      """;

  private final Rows<Entry> rows;
  private final ZoneId zone;

  Trail(Jdbi jdbi, ZoneId zone) {
    this.rows = Rows.of(jdbi, Entry.class);
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations.answer("listAudit", this::list);
  }

  /// @param detail an object of JSON
  public record Entry(
      long id,
      Instant at,
      Optional<String> actor,
      String way,
      String origin,
      String action,
      Optional<String> subject,
      @JsonRawValue String detail) {}

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var entries =
        rows.list(
            LIST,
            Map.of(
                "from", call.time("from", zone),
                "until", call.time("to", zone),
                "actor", call.text("actor"),
                "action", call.text("action"),
                "subject", call.text("subject"),
                "after", listing.afterNumber(),
                "limit", listing.wanted()));
    return listing.answer(entries, Entry::id);
  }
}
