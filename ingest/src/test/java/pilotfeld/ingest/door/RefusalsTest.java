package pilotfeld.ingest.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalsTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final AtomicInteger counted = new AtomicInteger();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-07-01T12:00:00Z"));
  private final Refusals refusals = new Refusals(counted::incrementAndGet, now::get);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @Test
  void aRefusalIsOneLine() {
    refusals.add("gauge-1", "it has no key");

    assertEquals("gauge-1: refused, it has no key", log.list.getFirst().getFormattedMessage());
  }

  @Test
  void aFloodIsCountedInFullAndSaidInPart() {
    for (var number = 0; number < 1000; number++) {
      refusals.add("gauge-1", "it has no key");
    }
    assertEquals(Refusals.LINES, log.list.size());

    now.set(now.get().plus(Refusals.WINDOW).plusMillis(1));
    refusals.add("gauge-2", "it has no key");

    assertEquals(1001, counted.get());
    assertEquals(
        "gauge-2: refused, it has no key (980 more before)",
        log.list.getLast().getFormattedMessage());
  }
}
