package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Instant NOW = Instant.parse("2026-07-19T12:00:00Z");
  private static final UUID ID = UUID.fromString("6f1b7d52-6f0e-4a5e-9d8e-2f9d7f0c1a11");

  @Test
  void aPhoneWhoseClockIsWrongIsPutRight() {
    var sent = NOW.plus(Duration.ofHours(3));

    var report = Report.of(ID, sent.minus(Duration.ofMinutes(40)), sent, NOW);

    assertEquals(NOW.minus(Duration.ofMinutes(40)), report.doneAt());
  }

  @Test
  void whatIsDoneAfterItIsSentIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Report.of(ID, NOW.plusSeconds(1), NOW, NOW));
  }

  @Test
  void whatIsTooLongAgoIsRefused() {
    var tooLong = NOW.minus(Report.LATEST).minusSeconds(1);

    assertThrows(IllegalArgumentException.class, () -> Report.of(ID, tooLong, NOW, NOW));
  }
}
