package pilotfeld.processing.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourtesyTest {

  private static final Duration WORKED = Duration.ofMillis(100);
  private static final long CYCLE = Duration.ofMillis(200).toNanos();

  private final Courtesy courtesy = new Courtesy(1_000, 0);

  @Test
  void nobodyIsRestedForWhereNothingArrives() {
    assertEquals(Duration.ZERO, courtesy.rest(1_000, CYCLE, 50, WORKED));
  }

  @Test
  void whatArrivesHasOneHalf() {
    assertEquals(WORKED, courtesy.rest(1_050, CYCLE, 50, WORKED));
  }

  @Test
  void moreThanCanBeKeptUpWithHasTheLargerShare() {
    assertEquals(WORKED.multipliedBy(Courtesy.AT_A_FLOOD), courtesy.rest(1_051, CYCLE, 50, WORKED));
  }

  @Test
  void aLongRestMakesNoFloodOfWhatCouldBeKeptUpWith() {
    assertEquals(WORKED, courtesy.rest(1_125, CYCLE * 5 / 2, 50, WORKED));
  }

  @Test
  void eachRestLooksAtWhatArrivedSinceTheOneBefore() {
    courtesy.rest(2_000, CYCLE, 50, WORKED);
    assertEquals(Duration.ZERO, courtesy.rest(2_000, 2 * CYCLE, 50, WORKED));
  }
}
