package pilotfeld.processing.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pilotfeld.processing.reading.TimeSource.ARRIVAL;
import static pilotfeld.processing.reading.TimeSource.NETWORK;
import static pilotfeld.processing.reading.TimeSource.PAYLOAD;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLadderTest {

  private static final Instant ARRIVED = Instant.parse("2026-07-18T09:34:16Z");
  private static final Instant EARLIEST = ARRIVED.minus(Duration.ofDays(92));
  private static final Instant LATEST = ARRIVED.plus(Duration.ofMinutes(2));
  private static final Optional<Instant> NONE = Optional.empty();

  @Test
  void thePayloadsOwnClockComesFirst() {
    assertEquals(
        new Moment(EARLIEST.plusSeconds(5), PAYLOAD, false),
        choose(Optional.of(EARLIEST.plusSeconds(5)), Optional.of(ARRIVED.minusSeconds(1))));
  }

  @Test
  void theNetworksClockStandsInForAPayloadWithoutOne() {
    assertEquals(
        new Moment(ARRIVED.minusSeconds(1), NETWORK, false),
        choose(NONE, Optional.of(ARRIVED.minusSeconds(1))));
  }

  @Test
  void arrivalStandsInWhereNoClockIsOfferedAndReplacesNothing() {
    assertEquals(new Moment(ARRIVED, ARRIVAL, false), choose(NONE, NONE));
  }

  @Test
  void bothBoundsAreBelieved() {
    assertEquals(new Moment(EARLIEST, PAYLOAD, false), choose(Optional.of(EARLIEST), NONE));
    assertEquals(new Moment(LATEST, PAYLOAD, false), choose(Optional.of(LATEST), NONE));
    assertEquals(new Moment(EARLIEST, NETWORK, false), choose(NONE, Optional.of(EARLIEST)));
    assertEquals(new Moment(LATEST, NETWORK, false), choose(NONE, Optional.of(LATEST)));
  }

  @Test
  void aNanosecondBeyondABoundIsReplacedByTheNextClock() {
    var network = Optional.of(ARRIVED.minusSeconds(1));

    for (var unbelievable : new Instant[] {EARLIEST.minusNanos(1), LATEST.plusNanos(1)}) {
      assertEquals(
          new Moment(network.get(), NETWORK, true), choose(Optional.of(unbelievable), network));
      assertEquals(new Moment(ARRIVED, ARRIVAL, true), choose(NONE, Optional.of(unbelievable)));
    }
  }

  @Test
  void clocksAtTheEndsOfTimeAreReplacedByArrival() {
    assertEquals(
        new Moment(ARRIVED, ARRIVAL, true),
        choose(Optional.of(Instant.MIN), Optional.of(Instant.MAX)));
  }

  @Test
  void bothBoundsAreSettings() {
    var narrow = new TimeLadder(Duration.ofHours(1), Duration.ZERO);

    assertEquals(
        new Moment(ARRIVED, ARRIVAL, true),
        narrow.choose(Optional.of(ARRIVED.plusMillis(1)), NONE, ARRIVED));
  }

  private static Moment choose(Optional<Instant> payload, Optional<Instant> network) {
    return TimeLadder.DEFAULT.choose(payload, network, ARRIVED);
  }

  @Test
  void aLadderThatReachesFurtherThanTheTablesAreMadeForIsRefused() {
    var tooFar = TimeLadder.PAST_LIMIT.plusNanos(1);

    assertThrows(IllegalArgumentException.class, () -> new TimeLadder(tooFar, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TimeLadder(Duration.ZERO, Duration.ofSeconds(-1)));
  }
}
