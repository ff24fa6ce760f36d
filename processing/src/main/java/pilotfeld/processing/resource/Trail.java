package pilotfeld.processing.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
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

  private final Jdbi jdbi;
  private final ZoneId zone;

  Trail(Jdbi jdbi, ZoneId zone) {
    this.jdbi = jdbi;
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
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(LIST)
                    .bind("from", call.time("from", zone))
                    .bind("until", call.time("to", zone))
                    .bind("actor", call.text("actor"))
                    .bind("action", call.text("action"))
                    .bind("subject", call.text("subject"))
                    .bind("after", listing.afterNumber())
                    .bind("limit", listing.wanted())
                    .map(ConstructorMapper.of(Entry.class))
                    .list());
    return listing.answer(entries, Entry::id);
  }
}
