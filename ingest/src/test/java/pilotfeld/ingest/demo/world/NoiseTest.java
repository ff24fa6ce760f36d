package pilotfeld.ingest.demo.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NoiseTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private final Noise noise = new Noise(1);

  @Test
  void theSameNameAndIndexGiveTheSameNumber() {
    assertEquals(noise.of("a").uniform(7), new Noise(1).of("a").uniform(7));
    assertNotEquals(noise.of("a").uniform(7), noise.of("b").uniform(7));
    assertNotEquals(noise.of("a").uniform(7), noise.of("a").uniform(8));
  }

  @Test
  void gaussianHasMeanZeroAndDeviationOne() {
    var statistics = LongStream.range(0, 20_000).mapToDouble(noise::gaussian).summaryStatistics();
    var variance =
        LongStream.range(0, 20_000).mapToDouble(noise::gaussian).map(x -> x * x).average();

    assertEquals(0, statistics.getAverage(), 0.03);
    assertEquals(1, variance.orElseThrow(), 0.03);
    assertTrue(statistics.getMax() <= 4);
  }

  @Test
  void aSmoothCurveHasNoJumps() {
    var scale = Duration.ofHours(4);
    for (var minute = 0; minute < 5000; minute++) {
      var time = NOON.plus(Duration.ofMinutes(minute));
      var step = noise.smooth(time.plusSeconds(60), scale) - noise.smooth(time, scale);

      assertTrue(Math.abs(step) < 0.02, () -> "a jump of " + step + " at " + time);
    }
  }
}
