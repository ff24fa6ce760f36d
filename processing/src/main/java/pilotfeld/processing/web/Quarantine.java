package pilotfeld.processing.web;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Messages that could not be understood, newest first.
final class Quarantine {

  /// Messages of one answer at most.
  static final int PAGE_LIMIT = 500;

  private static final int SHOWN_BYTES = 2_048;

  private static final String NEWEST =
      """
      SELECT u.id, u.arrived_at, u.source, m.topic, u.device, u.kind, u.reason, length(m.body) AS length,
             substring(m.body FROM 1 FOR :shown) AS bytes
        FROM uplink u LEFT JOIN message m ON m.arrived_at = u.arrived_at AND m.id = u.id
       WHERE u.state = 'quarantined'
       ORDER BY u.arrived_at DESC, u.id DESC
       LIMIT :limit
      """;

  private final Jdbi jdbi;

  Quarantine(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<Entry> newest(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("limit", limit)
                .bind("shown", SHOWN_BYTES)
                .map(
                    (row, _) ->
                        new Entry(
                            row.getLong("id"),
                            row.getTimestamp("arrived_at").toInstant(),
                            row.getString("source"),
                            row.getString("topic"),
                            row.getString("device"),
                            row.getString("kind").toLowerCase(Locale.ROOT),
                            row.getString("reason"),
                            Optional.ofNullable(row.getBytes("bytes"))
                                .map(HexFormat.of()::formatHex)
                                .orElse(""),
                            row.getInt("length")))
                .list());
  }

  /// @param bytes the first of them, as hex
  /// @param length how many there are
  record Entry(
      long id,
      Instant arrivedAt,
      String source,
      String topic,
      String device,
      String kind,
      String reason,
      String bytes,
      int length) {}
}
