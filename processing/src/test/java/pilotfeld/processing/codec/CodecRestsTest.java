package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.Answer.Ending;

class CodecRestsTest {

  private static final String SLOW = "for (;;) {}";

  private final CodecRests rests = new CodecRests();
  private long now = Long.MAX_VALUE - Duration.ofSeconds(15).toNanos();

  @Test
  void aCodecThatOverranItsLimitsThreeTimesRunningIsAtRestForTenSeconds() {
    overrun(2);
    assertEquals(Optional.empty(), rests.of(SLOW, now));

    overrun(1);
    pass(Duration.ofSeconds(9));
    assertEquals(
        Optional.of(
            "codec not called for 2 s, as it overran its limits 3 times running: replay this after that"),
        rests.of(SLOW, now));
    assertEquals(Optional.empty(), rests.of("another", now));

    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), rests.of(SLOW, now));
  }

  @Test
  void eachFurtherOverrunDoublesTheRestUpToTenMinutes() {
    overrun(4);
    assertRests(Duration.ofSeconds(20));

    overrun(100);
    assertRests(Duration.ofMinutes(10));
  }

  @Test
  void oneCallThatEndsByItselfEndsTheCount() {
    overrun(2);
    rests.note(SLOW, Ending.BY_ITSELF, now);
    overrun(2);

    assertEquals(Optional.empty(), rests.of(SLOW, now));
  }

  private void assertRests(Duration rest) {
    pass(rest.minusSeconds(1));
    assertEquals(true, rests.of(SLOW, now).isPresent());
    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), rests.of(SLOW, now));
  }

  private void overrun(int times) {
    for (var time = 0; time < times; time++) {
      rests.note(SLOW, Ending.STOPPED, now);
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
