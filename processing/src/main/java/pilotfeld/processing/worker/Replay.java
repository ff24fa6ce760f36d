package pilotfeld.processing.worker;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.worker.Reinterpretation.Row;

/// Tries messages of the quarantine again, after what kept them from being understood was mended.
public final class Replay {

  private static final String WAITING =
      """
      SELECT %s
        FROM uplink u
        JOIN message m ON m.arrived_at = u.arrived_at AND m.id = u.id
       WHERE u.state = 'quarantined' AND (u.arrived_at, u.id) > (:at, :id)
         AND (CAST(:message AS bigint) IS NULL OR u.id = :message)
         AND (CAST(:cause AS text) IS NULL OR quarantine_cause(u.reason) = :cause)
         AND (CAST(:device AS text) IS NULL OR u.device = :device)
       ORDER BY u.arrived_at, u.id
       LIMIT :limit
      """
          .formatted(Reinterpretation.COLUMNS);

  private final Jdbi jdbi;
  private final Reinterpretation reinterpretation;

  public Replay(Jdbi jdbi, Reinterpretation reinterpretation) {
    this.jdbi = jdbi;
    this.reinterpretation = reinterpretation;
  }

  /// Which messages; each that is empty stands for any.
  ///
  /// @param message its number
  /// @param cause the reason without what differs from message to message
  /// @param device canonical
  public record Selection(Optional<Long> message, Optional<String> cause, Optional<String> device) {

    /// Everything that is in quarantine.
    public static final Selection ALL =
        new Selection(Optional.empty(), Optional.empty(), Optional.empty());

    /// What is named, for who reads of it afterwards.
    public Map<String, String> bounds() {
      var bounds = new HashMap<String, String>();
      message.ifPresent(number -> bounds.put("message", Long.toString(number)));
      cause.ifPresent(text -> bounds.put("cause", text));
      device.ifPresent(id -> bounds.put("device", id));
      return Map.copyOf(bounds);
    }
  }

  /// Tries each of them once, in the order of arrival, each span in a transaction of its own.
  ///
  /// @param dryRun only looks what would change
  /// @param progress is told after each span what became of them so far
  public Rebuilt run(Selection selection, boolean dryRun, Consumer<Rebuilt> progress) {
    return reinterpretation.all(
        Rebuilt.nothing("quarantine", 0),
        (at, id) -> waiting(selection, at, id),
        Instant.EPOCH,
        dryRun,
        progress);
  }

  private List<Row> waiting(Selection selection, Instant at, long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WAITING)
                .bind("message", selection.message())
                .bind("cause", selection.cause())
                .bind("device", selection.device())
                .bind("at", at)
                .bind("id", id)
                .bind("limit", Reinterpretation.SPAN_LIMIT)
                .map(Reinterpretation.ROW)
                .list());
  }
}
