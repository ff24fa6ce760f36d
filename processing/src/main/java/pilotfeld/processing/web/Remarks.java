package pilotfeld.processing.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// What was remarked on messages that were stored all the same: a field that the model does not
/// have, a value that is none.
final class Remarks {

  /// How far back they are looked for.
  static final Duration WINDOW = Duration.ofDays(7);

  /// Remarks of one answer at most.
  static final int LIMIT = 20;

  private static final String REMARKS =
      """
      SELECT (array_agg(reason ORDER BY time DESC))[1] AS reason, count(*) AS messages, max(time) AS last
        FROM uplink
       WHERE device = (SELECT device FROM deployment WHERE site = :site AND starts_at <= now() ORDER BY starts_at DESC LIMIT 1)
         AND time >= :since AND kind IN ('uplink', 'pack') AND state = 'stored' AND reason IS NOT NULL
       GROUP BY quarantine_cause(reason)
       ORDER BY last DESC
       LIMIT :limit
      """;

  private final Jdbi jdbi;

  Remarks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Those on the device that is at a site, the last one first; what differs only in numbers and
  /// quoted text is one.
  List<Remark> of(String site, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(REMARKS)
                .bind("site", site)
                .bind("since", now.minus(WINDOW))
                .bind("limit", LIMIT)
                .map(ConstructorMapper.of(Remark.class))
                .list());
  }

  /// @param reason as it was last
  /// @param messages on which it was made
  /// @param last time of the last of them
  public record Remark(String reason, long messages, Instant last) {}
}
