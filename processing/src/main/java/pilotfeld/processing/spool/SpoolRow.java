package pilotfeld.processing.spool;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import pilotfeld.processing.reading.Message;

/// An entry as the file has it, with a checksum, for SQLite has one only for what is new.
///
/// @param number in the order of arrival; set by the file
/// @param arrivedAt as ISO 8601 has it
public record SpoolRow(
    long number,
    String identity,
    String source,
    String topic,
    byte[] body,
    String arrivedAt,
    boolean redelivered,
    long checksum) {

  /// What a row takes in the file beside its texts and its body, about.
  static final int OVERHEAD_BYTES = 100;

  static SpoolRow of(SpoolEntry entry) {
    var message = entry.message();
    var row =
        new SpoolRow(
            0,
            entry.identity().toString(),
            message.source(),
            message.topic(),
            message.body(),
            message.arrivedAt().toString(),
            message.redelivered(),
            0);
    return row.withChecksum();
  }

  private SpoolRow withChecksum() {
    return new SpoolRow(
        number, identity, source, topic, body, arrivedAt, redelivered, checksumOfContent());
  }

  private long checksumOfContent() {
    var sum = new CRC32C();
    for (var text : new String[] {identity, source, topic, arrivedAt, "" + redelivered}) {
      sum.update(text.getBytes(StandardCharsets.UTF_8));
    }
    sum.update(body);
    return sum.getValue();
  }

  /// What it takes in the file, about.
  long bytes() {
    return (long) OVERHEAD_BYTES + topic.length() + body.length;
  }

  /// The entry; empty if it is not what was written.
  Optional<SpoolEntry> entry() {
    if (!isWhole()) {
      return Optional.empty();
    }
    try {
      var message = new Message(source, topic, body, Instant.parse(arrivedAt), redelivered);
      return Optional.of(new SpoolEntry(UUID.fromString(identity), message));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean isWhole() {
    return identity != null
        && source != null
        && topic != null
        && body != null
        && arrivedAt != null
        && checksum == checksumOfContent();
  }
}
