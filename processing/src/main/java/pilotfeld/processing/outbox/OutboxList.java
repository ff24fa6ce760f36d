package pilotfeld.processing.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;

/// What waits to go out and what was given up, for people.
public final class OutboxList {

  /// Longest list.
  public static final int LIMIT = 500;

  private static final String OPEN =
      """
      SELECT id, kind, subject, state, attempts, created_at, next_attempt_at, reason
        FROM outbox WHERE state = 'failed' OR NOT :onlyFailed AND state = 'waiting'
       ORDER BY state, id LIMIT :limit
      """;
  // An earlier one would undo what a later one of its subject has done.
  private static final String RETRY =
      """
      UPDATE outbox o SET state = 'waiting', attempts = 0, tried_since = clock_timestamp(), next_attempt_at = clock_timestamp(), settled_at = NULL
       WHERE state = 'failed' AND (CAST(:id AS bigint) IS NULL OR id = :id)
         AND NOT EXISTS (SELECT FROM outbox l WHERE l.kind = o.kind AND l.subject = o.subject AND l.id > o.id AND l.state = 'sent')
      RETURNING id
      """;
  private static final String HURRY =
      """
      UPDATE outbox SET next_attempt_at = clock_timestamp()
       WHERE state = 'waiting' AND claim IS NULL AND attempts > 0 AND (CAST(:id AS bigint) IS NULL OR id = :id)
      RETURNING id
      """;
  private static final String BACKLOG =
      """
      SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'failed') AS failed,
             coalesce(extract(epoch FROM clock_timestamp() - min(tried_since) FILTER (WHERE state = 'waiting' AND tried_since <= clock_timestamp())), 0)
               AS oldest_seconds
        FROM outbox WHERE state IN ('waiting', 'failed')
      """;
  private static final String PRUNE =
      """
      DELETE FROM outbox WHERE state IN ('sent', 'superseded') AND settled_at < clock_timestamp() - make_interval(secs => :kept)
      """;

  private final Jdbi jdbi;

  public OutboxList(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// One that waits or was given up.
  ///
  /// @param state `waiting` or `failed`
  /// @param nextAttemptAt while it waits
  /// @param reason why the last attempt did not succeed
  public record Entry(
      long id,
      String kind,
      String subject,
      String state,
      int attempts,
      Instant createdAt,
      Instant nextAttemptAt,
      Optional<String> reason) {}

  /// How many wait and were given up, and how long the oldest has waited, in seconds.
  public record Backlog(long waiting, long failed, double oldestSeconds) {}

  /// What was given up first, then what waits, each in its order; not more than [#LIMIT].
  public List<Entry> open(boolean onlyFailed) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OPEN)
                .bind("onlyFailed", onlyFailed)
                .bind("limit", LIMIT)
                .map(ConstructorMapper.of(Entry.class))
                .list());
  }

  /// Has tried again what was given up, and at once what waits for another attempt.
  ///
  /// @param id only this one; empty for all of them
  /// @return those that are tried
  public List<Long> retry(Actor actor, Optional<Long> id) {
    return jdbi.inTransaction(
        handle -> {
          var numbers =
              List.of(RETRY, HURRY).stream()
                  .flatMap(
                      each ->
                          handle.createQuery(each).bind("id", id).mapTo(Long.class).list().stream())
                  .sorted()
                  .toList();
          numbers.forEach(
              each ->
                  Audit.add(
                      handle, actor, AuditEntry.of(Action.SENDING_RETRIED, "outbox " + each)));
          return numbers;
        });
  }

  /// Where it stands.
  public Backlog backlog() {
    return jdbi.withHandle(
        handle -> handle.createQuery(BACKLOG).map(ConstructorMapper.of(Backlog.class)).one());
  }

  /// Forgets what was sent long ago; doing it again is harmless.
  public void prune(Duration kept) {
    jdbi.useHandle(
        handle -> handle.createUpdate(PRUNE).bind("kept", (double) kept.toSeconds()).execute());
  }
}
