package pilotfeld.processing.worker;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.reading.Message;

/// Messages that could not be understood, kept with their reason and their bytes.
public final class Quarantine {

  /// Messages of one answer at most.
  public static final int PAGE_LIMIT = 500;

  /// Bytes of a message that are shown among others.
  public static final int SHOWN_BYTES = 2_048;

  private static final String CAUSES =
      """
      SELECT quarantine_cause(reason) AS cause, count(*) AS messages, min(arrived_at) AS oldest, max(arrived_at) AS newest, max(id) AS example
        FROM uplink
       WHERE state = 'quarantined'
       GROUP BY 1
       ORDER BY 2 DESC, 1
       LIMIT :limit
      """;
  private static final String NEWEST =
      """
      SELECT u.id, u.arrived_at, u.source, m.topic, u.device, u.kind, u.reason, length(m.body) AS length,
             substring(m.body FROM 1 FOR :shown) AS bytes
        FROM uplink u LEFT JOIN message m ON m.arrived_at = u.arrived_at AND m.id = u.id
       WHERE u.state = 'quarantined' AND (CAST(:cause AS text) IS NULL OR quarantine_cause(u.reason) = :cause)
         AND (CAST(:message AS bigint) IS NULL OR u.id = :message)
         AND (CAST(:before AS timestamptz) IS NULL OR (u.arrived_at, u.id) < (CAST(:before AS timestamptz), CAST(:beforeId AS bigint)))
       ORDER BY u.arrived_at DESC, u.id DESC
       LIMIT :limit
      """;

  private final Jdbi jdbi;

  public Quarantine(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Why messages wait, the commonest first, `PAGE_LIMIT` at most.
  public List<Cause> causes() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CAUSES)
                .bind("limit", PAGE_LIMIT)
                .map(
                    (row, _) ->
                        new Cause(
                            row.getString("cause"),
                            row.getLong("messages"),
                            row.getTimestamp("oldest").toInstant(),
                            row.getTimestamp("newest").toInstant(),
                            row.getLong("example")))
                .list());
  }

  /// The newest messages, with the first of their bytes.
  ///
  /// @param cause only those that wait because of this; empty for any
  public List<Entry> newest(Optional<String> cause, int limit) {
    return newest(cause, Optional.empty(), limit);
  }

  /// The same from a place on.
  ///
  /// @param before the message before the first; empty for the newest
  public List<Entry> newest(Optional<String> cause, Optional<Place> before, int limit) {
    return entries(cause, Optional.empty(), before, SHOWN_BYTES, limit);
  }

  /// Where a message stands among the others.
  ///
  /// @param id its number, as several may have arrived at once
  public record Place(Instant arrivedAt, long id) {}

  /// One message with all of its bytes; empty if there is none of that number in quarantine.
  public Optional<Entry> message(long number) {
    return entries(Optional.empty(), Optional.of(number), Optional.empty(), Message.BODY_LIMIT, 1)
        .stream()
        .findFirst();
  }

  private List<Entry> entries(
      Optional<String> cause,
      Optional<Long> message,
      Optional<Place> before,
      int shown,
      int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("cause", cause)
                .bind("message", message)
                .bind("before", before.map(Place::arrivedAt))
                .bind("beforeId", before.map(Place::id))
                .bind("limit", limit)
                .bind("shown", shown)
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

  /// What keeps messages from being understood.
  ///
  /// @param cause the reason, without what differs from message to message
  /// @param messages how many wait because of it
  /// @param oldest when the first of them arrived
  /// @param newest when the last of them arrived
  /// @param example the number of one of them
  public record Cause(String cause, long messages, Instant oldest, Instant newest, long example) {}

  /// One message.
  ///
  /// @param device null of one that could not be read at all
  /// @param bytes the first of them, as hex
  /// @param length how many there are
  public record Entry(
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
