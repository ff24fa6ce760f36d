package pilotfeld.processing.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pilotfeld.processing.secret.MasterSecret;

/// Who sends what: a row is claimed for a while, sent, and settled. Times are the database's, as
/// the processes' clocks may differ.
final class Claims {

  /// Longest reason that is kept, in characters.
  static final int REASON_LIMIT = 500;

  private static final String CLAIM =
      """
      UPDATE outbox SET attempts = attempts + 1, claim = :claim, next_attempt_at = clock_timestamp() + make_interval(secs => :lease)
       WHERE id = (
        SELECT o.id FROM outbox o
         WHERE o.kind = :kind AND o.state = 'waiting' AND o.next_attempt_at <= clock_timestamp()
           AND NOT EXISTS (SELECT FROM outbox e WHERE e.kind = o.kind AND e.subject = o.subject AND e.id < o.id AND e.state = 'waiting')
         ORDER BY o.next_attempt_at, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED)
      RETURNING id, key, subject, payload, secret_encrypted, attempts, created_at
      """;
  private static final String SENT =
      """
      UPDATE outbox SET state = 'sent', claim = NULL, reason = NULL, secret_encrypted = NULL, settled_at = clock_timestamp()
       WHERE id = :id AND claim = :claim
      """;
  // What was given up before a later one of its subject was sent must not go out any more.
  private static final String SUPERSEDE =
      """
      UPDATE outbox e SET state = 'superseded', secret_encrypted = NULL, settled_at = clock_timestamp()
        FROM outbox o WHERE o.id = :id AND e.kind = o.kind AND e.subject = o.subject AND e.id < o.id AND e.state = 'failed'
      """;
  private static final String LATER =
      """
      UPDATE outbox SET claim = NULL, reason = :reason, next_attempt_at = clock_timestamp() + make_interval(secs => :pause)
       WHERE id = :id AND claim = :claim
      """;
  private static final String GIVE_UP =
      """
      UPDATE outbox SET state = 'failed', settled_at = clock_timestamp()
       WHERE id = :id AND state = 'waiting' AND next_attempt_at > tried_since + make_interval(secs => :patience)
      """;
  private static final String REFUSED =
      """
      UPDATE outbox SET state = 'failed', claim = NULL, reason = :reason, settled_at = clock_timestamp()
       WHERE id = :id AND claim = :claim
      """;
  private static final double MILLIS = 1000;

  private final Jdbi jdbi;
  private final Optional<MasterSecret> secret;
  private final OutboxLimits limits;

  Claims(Jdbi jdbi, Optional<MasterSecret> secret, OutboxLimits limits) {
    this.jdbi = jdbi;
    this.secret = secret;
    this.limits = limits;
  }

  /// What is claimed.
  ///
  /// @param readable whether its secret, if it has one, could be opened
  record Claim(UUID claim, Due due, boolean readable) {}

  /// The next that is due of a kind; empty if there is none, or others have it at hand.
  Optional<Claim> next(String kind) {
    var claim = UUID.randomUUID();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("claim", claim)
                .bind("lease", seconds(limits.lease()))
                .bind("kind", kind)
                .map((RowView row) -> claimed(claim, row))
                .findOne());
  }

  private Claim claimed(UUID claim, RowView row) {
    var key = row.getColumn("key", UUID.class);
    var sealed = Optional.ofNullable(row.getColumn("secret_encrypted", byte[].class));
    var opened =
        sealed
            .flatMap(bytes -> secret.flatMap(each -> each.open(bytes, Outbox.about(key))))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    var due =
        new Due(
            row.getColumn("id", Long.class),
            key,
            row.getColumn("subject", String.class),
            row.getColumn("payload", String.class),
            opened,
            row.getColumn("attempts", Integer.class),
            row.getColumn("created_at", Instant.class));
    return new Claim(claim, due, sealed.isEmpty() || opened.isPresent());
  }

  /// It was sent: what was given up of the same subject is out of date.
  void sent(Claim claim) {
    jdbi.useTransaction(
        handle -> {
          if (settle(handle, SENT, claim) > 0) {
            handle.createUpdate(SUPERSEDE).bind("id", claim.due().id()).execute();
          }
        });
  }

  /// It is tried again after a pause, unless patience has ended by then.
  void later(Claim claim, String reason, Duration pause) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(LATER)
              .bind("id", claim.due().id())
              .bind("claim", claim.claim())
              .bind("reason", bounded(reason))
              .bind("pause", seconds(pause))
              .execute();
          handle
              .createUpdate(GIVE_UP)
              .bind("id", claim.due().id())
              .bind("patience", seconds(limits.patience()))
              .execute();
        });
  }

  /// It is given up until a person has it tried again.
  void refused(Claim claim, String reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(REFUSED)
                .bind("id", claim.due().id())
                .bind("claim", claim.claim())
                .bind("reason", bounded(reason))
                .execute());
  }

  private static int settle(Handle handle, String statement, Claim claim) {
    return handle
        .createUpdate(statement)
        .bind("id", claim.due().id())
        .bind("claim", claim.claim())
        .execute();
  }

  private static String bounded(String reason) {
    return reason.substring(0, Math.min(reason.length(), REASON_LIMIT));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
