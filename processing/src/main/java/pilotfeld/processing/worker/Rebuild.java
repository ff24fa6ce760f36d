package pilotfeld.processing.worker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.worker.Reinterpretation.Row;

/// Makes the readings of devices anew from the bytes that arrived, after a codec, a registration or
/// a deployment was corrected. What is right already is left alone, so a rebuild that was broken
/// off is simply run again.
public final class Rebuild {

  private static final String DEVICES =
      """
      SELECT DISTINCT u.device
        FROM uplink u LEFT JOIN device d ON d.id = u.device
       WHERE u.arrived_at >= :since AND u.device IS NOT NULL
         AND (CAST(:device AS text) IS NULL OR u.device = :device)
         AND (CAST(:model AS text) IS NULL OR d.model = :model OR u.model = :model)
       ORDER BY u.device
      """;
  private static final String SPAN =
      """
      SELECT %s
        FROM (SELECT arrived_at, id FROM uplink
               WHERE device = :device AND (arrived_at, id) > (:at, :id) AND arrived_at >= (SELECT min(arrived_at) FROM message)
               ORDER BY arrived_at, id LIMIT :limit) u
       CROSS JOIN LATERAL (SELECT * FROM message WHERE arrived_at = u.arrived_at AND id = u.id OFFSET 0) m
       ORDER BY u.arrived_at, u.id
      """
          .formatted(Reinterpretation.COLUMNS);
  private static final String WITHOUT_BYTES =
      """
      SELECT count(*) FROM uplink u
       WHERE u.device = :device AND u.arrived_at >= :since AND u.arrived_at < (SELECT min(arrived_at) FROM message)
      """;

  private final Jdbi jdbi;
  private final Reinterpretation reinterpretation;

  public Rebuild(Jdbi jdbi, Reinterpretation reinterpretation) {
    this.jdbi = jdbi;
    this.reinterpretation = reinterpretation;
  }

  /// Whose messages are made anew.
  ///
  /// @param model those of devices of this model, or that it decoded; empty for any
  /// @param device those of this device, canonical; empty for any
  /// @param since that arrived at this time or later, and so everything measured since
  public record Selection(Optional<String> model, Optional<String> device, Instant since) {}

  /// Rebuilds device by device, in the order of arrival, each span in a transaction of its own.
  ///
  /// @param dryRun only looks what would change
  /// @param progress is told after each span what became of its device so far
  /// @return what became of each device
  public List<Rebuilt> run(Selection selection, boolean dryRun, Consumer<Rebuilt> progress) {
    return devices(selection).stream()
        .map(device -> rebuild(device, selection.since(), dryRun, progress))
        .toList();
  }

  private List<String> devices(Selection selection) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DEVICES)
                .bind("since", selection.since())
                .bind("device", selection.device())
                .bind("model", selection.model())
                .mapTo(String.class)
                .list());
  }

  private Rebuilt rebuild(
      String device, Instant since, boolean dryRun, Consumer<Rebuilt> progress) {
    return reinterpretation.all(
        Rebuilt.nothing(device, withoutBytes(device, since)),
        (at, id) -> span(device, at, id),
        since,
        dryRun,
        progress);
  }

  private List<Row> span(String device, Instant at, long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SPAN)
                .bind("device", device)
                .bind("at", at)
                .bind("id", id)
                .bind("limit", Reinterpretation.SPAN_LIMIT)
                .map(Reinterpretation.ROW)
                .list());
  }

  private long withoutBytes(String device, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WITHOUT_BYTES)
                .bind("device", device)
                .bind("since", since)
                .mapTo(Long.class)
                .one());
  }
}
