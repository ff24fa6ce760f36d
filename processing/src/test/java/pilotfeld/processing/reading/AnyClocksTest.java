package pilotfeld.processing.reading;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the clocks show and however far a ladder reaches.
class AnyClocksTest {

  private static final Instant ARRIVED = Instant.parse("2026-07-18T09:34:16Z");

  @Property
  void noTimeIsEverOutsideOfTheLimits(@ForAll("clocks") Clocks clocks) {
    var time = clocks.choose().time();

    assertFalse(time.isBefore(clocks.earliest()));
    assertFalse(time.isAfter(clocks.latest()));
  }

  @Property
  void theTimeIsThatOfTheClockThatItNames(@ForAll("clocks") Clocks clocks) {
    var moment = clocks.choose();

    assertEquals(clocks.offered().get(moment.source()), moment.time());
  }

  @Property
  void noBetterClockWithinTheLimitsIsPassedOver(@ForAll("clocks") Clocks clocks) {
    var moment = clocks.choose();

    clocks.better(moment.source()).forEach(time -> assertFalse(clocks.isWithinLimits(time)));
    assertEquals(clocks.better(moment.source()).findAny().isPresent(), moment.replaced());
  }

  @Provide
  Arbitrary<Clocks> clocks() {
    var ladder =
        Combinators.combine(
                spans(TimeLadder.PAST_LIMIT.toSeconds()),
                spans(TimeLadder.FUTURE_LIMIT.toSeconds()))
            .as(TimeLadder::new);
    return ladder.flatMap(
        each -> Combinators.combine(times(each), times(each)).as((p, n) -> new Clocks(each, p, n)));
  }

  private static Arbitrary<Duration> spans(long seconds) {
    return Arbitraries.longs().between(0, seconds).map(Duration::ofSeconds);
  }

  /// None, anywhere, or within two nanoseconds of a limit or of arrival.
  private static Arbitrary<Optional<Instant>> times(TimeLadder ladder) {
    var near =
        Combinators.combine(
                Arbitraries.of(
                    ARRIVED.minus(ladder.past()), ARRIVED.plus(ladder.future()), ARRIVED),
                Arbitraries.longs().between(-2, 2))
            .as(Instant::plusNanos);
    var years =
        Arbitraries.longs()
            .between(-31_536_000L, 31_536_000L)
            .map(seconds -> ARRIVED.plusSeconds(seconds));
    var ends = Arbitraries.of(Instant.MIN, Instant.EPOCH, Instant.MAX);
    return Arbitraries.oneOf(near, years, ends).optional();
  }

  private record Clocks(TimeLadder ladder, Optional<Instant> payload, Optional<Instant> network) {

    Moment choose() {
      return ladder.choose(payload, network, ARRIVED);
    }

    Instant earliest() {
      return ARRIVED.minus(ladder.past());
    }

    Instant latest() {
      return ARRIVED.plus(ladder.future());
    }

    boolean isWithinLimits(Instant time) {
      return time.compareTo(earliest()) >= 0 && time.compareTo(latest()) <= 0;
    }

    Map<TimeSource, Instant> offered() {
      return Stream.of(TimeSource.values())
          .filter(source -> offered(source).isPresent())
          .collect(toMap(source -> source, source -> offered(source).get()));
    }

    /// Those offered that are trusted more.
    Stream<Instant> better(TimeSource source) {
      return Stream.of(TimeSource.values())
          .limit(source.ordinal())
          .flatMap(each -> offered(each).stream());
    }

    private Optional<Instant> offered(TimeSource source) {
      return switch (source) {
        case PAYLOAD -> payload;
        case NETWORK -> network;
        case ARRIVAL -> Optional.of(ARRIVED);
      };
    }
  }
}
