package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.STORED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Outcome;

/// A gauge that always measures the same, whose counter has 16 or 32 bits, wraps, and begins anew
/// when its battery is changed; some of its frames are lost, some come twice, in any order.
class AnyCounterIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final Duration INTERVAL = Arrival.SAME_FRAME_WINDOW.plusSeconds(1);

  private static Riverside riverside;
  private static int devices;

  @BeforeContainer
  static void open() {
    riverside = Riverside.open();
  }

  @AfterContainer
  static void close() {
    riverside.close();
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void everyFrameIsStoredOnceAndNoMoreAreMissedThanWereLost(
      @ForAll("lives") Life life, @ForAll Random chance) {
    var device = "70b3d57bb%07x".formatted(devices++);
    riverside.withGauge(device, "site-" + device);
    var heard = life.sent().stream().filter(each -> each.way != Way.LOST).toList();

    var outcomes = deliver(device, heard, chance);

    var twice = heard.stream().filter(each -> each.way == Way.TWICE).count();
    assertEquals(heard.size(), Collections.frequency(outcomes, STORED));
    assertEquals(twice, Collections.frequency(outcomes, DUPLICATE));
    assertLosses(heard, losses(device));
  }

  private static List<Outcome> deliver(String device, List<Sent> heard, Random chance) {
    var frames = new ArrayList<GaugeFrame>();
    for (var each : heard) {
      var frame =
          GaugeFrame.of(
              device, each.counter, 1234, NOON.plus(INTERVAL.multipliedBy(each.position)));
      frames.add(frame);
      if (each.way == Way.TWICE) {
        frames.add(frame.underAnotherMessageId());
      }
    }
    Collections.shuffle(frames, chance);
    return riverside.journal().commit(frames.stream().map(AnyCounterIT::arrival).toList());
  }

  private static Arrival arrival(GaugeFrame frame) {
    var message = frame.message();
    var registry = riverside.registry().snapshot();
    return new Arrival(message, riverside.interpreter().interpret(message, registry));
  }

  private static List<Long> losses(String device) {
    return riverside
        .texts(
            "SELECT lost_before::text FROM dash_frame WHERE device = '%s' ORDER BY time"
                .formatted(device))
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  // Where the counter began anew in between, nobody can know.
  private static void assertLosses(List<Sent> heard, List<Long> losses) {
    assertEquals(heard.size(), losses.size());
    for (var index = 1; index < heard.size(); index++) {
      var before = heard.get(index - 1);
      var here = heard.get(index);
      var lost = here.position - before.position - 1;
      var isKnown = here.run == before.run;
      assertTrue(losses.get(index) >= (isKnown ? lost : 0), here::toString);
      assertTrue(losses.get(index) <= lost, here::toString);
    }
  }

  @Provide
  Arbitrary<Life> lives() {
    var ways =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(Way.ONCE)),
            Tuple.of(3, Arbitraries.just(Way.LOST)),
            Tuple.of(1, Arbitraries.just(Way.TWICE)));
    var newBattery = Arbitraries.integers().between(0, 11).map(number -> number == 0);
    var turn = Combinators.combine(ways, newBattery).as(Turn::new);
    return Combinators.combine(
            Arbitraries.of(16, 32),
            Arbitraries.integers().between(0, 20),
            turn.list().ofMinSize(1).ofMaxSize(40))
        .as(Life::new);
  }

  private enum Way {
    ONCE,
    TWICE,
    LOST
  }

  private record Turn(Way way, boolean newBattery) {}

  /// @param run which of the counter's runs from its beginning or from 0
  private record Sent(int position, int run, long counter, Way way) {}

  /// @param remaining frames until the counter wraps for the first time
  private record Life(int bits, int remaining, List<Turn> turns) {

    List<Sent> sent() {
      var sent = new ArrayList<Sent>();
      var run = 0;
      var counter = (1L << bits) - 1 - remaining;
      for (var turn : turns) {
        if (turn.newBattery || counter == 1L << bits) {
          counter = 0;
          run++;
        }
        sent.add(new Sent(sent.size(), run, counter, turn.way));
        counter++;
      }
      return sent;
    }
  }
}
