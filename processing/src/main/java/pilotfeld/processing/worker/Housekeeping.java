package pilotfeld.processing.worker;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Keeps tables small that would grow for ever: counts become counts of a day, and what is known of
/// a message goes after its bytes have gone. One process does it at a time.
public final class Housekeeping {

  /// How long counts are kept by minute and process.
  public static final Duration MINUTES_KEPT = Duration.ofDays(7);

  /// How long it is kept what a request that may come again was answered.
  public static final Duration REQUESTS_KEPT = Duration.ofHours(25);

  /// Uplinks that one transaction deletes.
  public static final int PRUNED_AT_ONCE = 10_000;

  private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('housekeeping'))";
  private static final String COMPACT =
      """
      WITH old AS (
        DELETE FROM tally WHERE minute < date_trunc('day', CAST(:before AS timestamptz), 'UTC') AND process <> 'all'
        RETURNING minute, outcome, count)
      INSERT INTO tally (process, minute, outcome, count)
      SELECT 'all', date_trunc('day', minute, 'UTC'), outcome, sum(count) FROM old GROUP BY 2, 3
      ON CONFLICT (process, minute, outcome) DO UPDATE SET count = tally.count + excluded.count
      """;
  // Retention drops whole chunks of bytes, from the oldest on.
  private static final String PRUNE =
      """
      DELETE FROM uplink WHERE id IN (
        SELECT id FROM uplink WHERE arrived_at < (SELECT min(arrived_at) FROM message) LIMIT :limit)
      """;
  // As long as pilotfeld.processing.api.Idempotency promises, and a while more.
  private static final String FORGET_REQUESTS =
      "DELETE FROM idempotency WHERE created_at < :before";
  private static final String LOG_OUT = "DELETE FROM login WHERE expires_at < :now";

  private final Jdbi jdbi;

  public Housekeeping(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Does what is to be done by now; doing it again is harmless.
  public void run(Instant now) {
    jdbi.useTransaction(handle -> tidy(handle, now));
    while (jdbi.inTransaction(Housekeeping::prune) == PRUNED_AT_ONCE) {
      // Each batch is a transaction of its own, so that nobody waits long for its rows.
    }
  }

  private static void tidy(Handle handle, Instant now) {
    if (isOurTurn(handle)) {
      handle.createUpdate(COMPACT).bind("before", now.minus(MINUTES_KEPT)).execute();
      handle.createUpdate(FORGET_REQUESTS).bind("before", now.minus(REQUESTS_KEPT)).execute();
      handle.createUpdate(LOG_OUT).bind("now", now).execute();
    }
  }

  private static int prune(Handle handle) {
    return isOurTurn(handle)
        ? handle.createUpdate(PRUNE).bind("limit", PRUNED_AT_ONCE).execute()
        : 0;
  }

  private static boolean isOurTurn(Handle handle) {
    return handle.createQuery(LOCK).mapTo(Boolean.class).one();
  }
}
