package pilotfeld.processing.spool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import pilotfeld.processing.reading.Message;

/// Entries that tell their number.
final class Waiting {

  static final SpoolLimits ROOM = new SpoolLimits(64L * 1024 * 1024, 0);

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00.123456789Z");

  private static final int BATCH = 1_000;

  private Waiting() {}

  static SpoolEntry entry(int number) {
    return entry(number, "number " + number);
  }

  /// A thousand bytes and some.
  static SpoolEntry large(int number) {
    return entry(number, "number " + number + " ".repeat(1000));
  }

  private static SpoolEntry entry(int number, String text) {
    var body = text.getBytes(StandardCharsets.UTF_8);
    var message = new Message("test", "up/é", body, NOON.plusSeconds(number), number % 2 == 1);
    return new SpoolEntry(new UUID(1, number), message);
  }

  static List<SpoolEntry> entries(int count) {
    return IntStream.range(0, count).mapToObj(Waiting::large).toList();
  }

  /// The numbers of all that waits, in its order.
  static List<Integer> numbers(Spool spool) {
    return spool.first(BATCH).entries().stream().map(Waiting::number).toList();
  }

  static int number(SpoolEntry entry) {
    var body = new String(entry.message().body(), StandardCharsets.UTF_8);
    return Integer.parseInt(body.strip().replace("number ", ""));
  }
}
