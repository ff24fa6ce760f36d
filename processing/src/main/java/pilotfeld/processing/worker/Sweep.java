package pilotfeld.processing.worker;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.intake.Interpreter;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.Revision;

/// Picks up messages that came before their device was known: once it is at a site at their time,
/// they become readings.
public final class Sweep {

  /// Messages of one device in one transaction.
  public static final int SPAN_LIMIT = 500;

  private static final String DEVICES =
      """
      SELECT DISTINCT u.device FROM uplink u
        JOIN deployment p ON p.device = u.device AND u.time >= p.starts_at AND (p.ends_at IS NULL OR u.time < p.ends_at)
       WHERE u.state = 'unregistered'
      """;
  private static final String WAITING =
      """
      SELECT u.id, m.source, m.topic, m.body, m.arrived_at
        FROM uplink u
        JOIN deployment p ON p.device = u.device AND u.time >= p.starts_at AND (p.ends_at IS NULL OR u.time < p.ends_at)
        JOIN message m ON m.arrived_at = u.arrived_at AND m.id = u.id
       WHERE u.device = :device AND u.state = 'unregistered'
       ORDER BY u.arrived_at, u.id
       LIMIT :limit
      """;

  private final Jdbi jdbi;
  private final Registry registry;
  private final Interpreter interpreter;
  private final Journal journal;

  public Sweep(Jdbi jdbi, Registry registry, Interpreter interpreter, Journal journal) {
    this.jdbi = jdbi;
    this.registry = registry;
    this.interpreter = interpreter;
    this.journal = journal;
  }

  /// Interprets anew, in the order of arrival, what waits for devices that are known by now.
  ///
  /// @return how many messages changed
  public int run() {
    registry.refresh();
    var changed = 0;
    for (var device :
        jdbi.withHandle(handle -> handle.createQuery(DEVICES).mapTo(String.class).list())) {
      changed += sweep(device);
    }
    return changed;
  }

  private int sweep(String device) {
    var total = 0;
    while (true) {
      var revisions = waiting(device);
      var changed = journal.revise(revisions);
      total += changed;
      if (changed == 0 || revisions.size() < SPAN_LIMIT) {
        return total;
      }
    }
  }

  private List<Revision> waiting(String device) {
    var snapshot = registry.snapshot();
    var revisions = new ArrayList<Revision>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(WAITING)
                .bind("device", device)
                .bind("limit", SPAN_LIMIT)
                .map(
                    (row, _) ->
                        new Row(
                            row.getLong("id"),
                            new Message(
                                row.getString("source"),
                                row.getString("topic"),
                                row.getBytes("body"),
                                row.getTimestamp("arrived_at").toInstant(),
                                false)))
                .forEach(
                    row ->
                        revisions.add(
                            new Revision(
                                row.id,
                                new Arrival(
                                    row.message, interpreter.interpret(row.message, snapshot))))));
    return revisions;
  }

  private record Row(long id, Message message) {}
}
