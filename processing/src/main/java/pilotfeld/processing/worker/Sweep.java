package pilotfeld.processing.worker;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.worker.Reinterpretation.Row;

/// Picks up messages that came before their device was known: once it is at a site at their time,
/// they become readings.
public final class Sweep {

  private static final String DEVICES =
      """
      SELECT DISTINCT u.device FROM uplink u
        JOIN deployment p ON p.device = u.device AND u.time >= p.starts_at AND (p.ends_at IS NULL OR u.time < p.ends_at)
       WHERE u.state = 'unregistered'
      """;
  private static final String WAITING =
      """
      SELECT %s
        FROM uplink u
        JOIN deployment p ON p.device = u.device AND u.time >= p.starts_at AND (p.ends_at IS NULL OR u.time < p.ends_at)
        JOIN message m ON m.arrived_at = u.arrived_at AND m.id = u.id
       WHERE u.device = :device AND u.state = 'unregistered'
       ORDER BY u.arrived_at, u.id
       LIMIT :limit
      """
          .formatted(Reinterpretation.COLUMNS);

  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtext('sweep'), hashtext(:device))";

  private final Jdbi jdbi;
  private final Reinterpretation reinterpretation;

  public Sweep(Jdbi jdbi, Reinterpretation reinterpretation) {
    this.jdbi = jdbi;
    this.reinterpretation = reinterpretation;
  }

  /// Interprets anew, in the order of arrival, what waits for devices that are known by now. A
  /// device that another process has at hand is left to it.
  ///
  /// @return how many messages changed
  public int run() {
    var changed = 0;
    for (var device :
        jdbi.withHandle(handle -> handle.createQuery(DEVICES).mapTo(String.class).list())) {
      changed += jdbi.inTransaction(handle -> isOurs(handle, device) ? sweep(device) : 0);
    }
    return changed;
  }

  private static boolean isOurs(Handle handle, String device) {
    return handle.createQuery(LOCK).bind("device", device).mapTo(Boolean.class).one();
  }

  private int sweep(String device) {
    var total = 0;
    while (true) {
      var waiting = waiting(device);
      var changed = reinterpretation.of(waiting, false).size();
      total += changed;
      if (changed == 0 || waiting.size() < Reinterpretation.SPAN_LIMIT) {
        return total;
      }
    }
  }

  private List<Row> waiting(String device) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WAITING)
                .bind("device", device)
                .bind("limit", Reinterpretation.SPAN_LIMIT)
                .map(Reinterpretation.ROW)
                .list());
  }
}
