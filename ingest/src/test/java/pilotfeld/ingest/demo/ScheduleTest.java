package pilotfeld.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.world.Noise;
import pilotfeld.ingest.demo.world.Occasions;

class ScheduleTest {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant END = START.plus(Duration.ofHours(30));
  private static final Occasions EVENTS =
      (from, until) ->
          LongStream.range(0, 20)
              .mapToObj(index -> START.plus(Duration.ofMinutes(61 * index + 7)))
              .filter(time -> !time.isBefore(from) && time.isBefore(until))
              .toList();
  private final Schedule schedule =
      new Schedule(START, Duration.ofMinutes(10), EVENTS, new Noise(1));

  @Test
  void countersAreGaplessInTheOrderOfTime() {
    var sendings = schedule.between(START, END);

    assertEquals(180 + 20, sendings.size());
    for (var index = 0; index < sendings.size(); index++) {
      assertEquals(index, sendings.get(index).counter());
      assertTrue(index == 0 || sendings.get(index).at().isAfter(sendings.get(index - 1).at()));
    }
  }

  @Test
  void askedSecondBySecondItSendsTheSame() {
    var until = START.plus(Duration.ofHours(3));
    var pieces = new ArrayList<Sending>();
    for (var second = START; second.isBefore(until); second = second.plusSeconds(1)) {
      pieces.addAll(schedule.between(second, second.plusSeconds(1)));
    }

    assertEquals(schedule.between(START, until), pieces);
  }

  @Test
  void nothingIsSentBeforeTheSession() {
    assertTrue(schedule.between(START.minusSeconds(3600), START).isEmpty());
    assertEquals(
        schedule.between(START, END), schedule.between(START.minus(Duration.ofDays(1)), END));
  }
}
