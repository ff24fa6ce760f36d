package pilotfeld.processing.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.QUARANTINED;
import static pilotfeld.processing.reading.Outcome.STORED;
import static pilotfeld.processing.reading.Outcome.UNREGISTERED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar.Placement;

/// Each test has a database of its own, and a gauge that nobody has registered yet.
class SweepIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");

  private Riverside riverside;

  @BeforeEach
  void open() {
    riverside = Riverside.open();
  }

  @AfterEach
  void theLawHolds() {
    var law = riverside.law();
    riverside.close();

    assertTrue(law.holds(), law::toString);
  }

  @Test
  void whatWaitedForItsDeviceBecomesReadingsOnceThatIsKnown() {
    acceptFrames(3);
    assertEquals(3, riverside.law().of(UNREGISTERED));
    riverside.withGauge(GAUGE, "hase-1");

    assertEquals(3, sweep(riverside).run());

    assertEquals(List.of(1000.0, 1001.0, 1002.0), riverside.values("hase-1", "distance"));
    assertEquals(0, riverside.law().of(UNREGISTERED));
    assertEquals(3, riverside.law().of(STORED));
    assertEquals(
        3,
        riverside.number("SELECT count(*) FROM uplink WHERE model IS NOT NULL AND reason IS NULL"));
  }

  @Test
  void sweepingAgainChangesNothing() {
    acceptFrames(3);
    riverside.withGauge(GAUGE, "hase-1");
    sweep(riverside).run();

    assertEquals(0, sweep(riverside).run());

    assertEquals(3, riverside.values("hase-1", "distance").size());
  }

  @Test
  void withoutARegistrationNothingChanges() {
    acceptFrames(3);

    assertEquals(0, sweep(riverside).run());

    assertEquals(3, riverside.law().of(UNREGISTERED));
  }

  @Test
  void onlyWhatFallsIntoTheTimeAtTheSiteBecomesReadings() {
    acceptFrames(5);
    riverside.with(
        new Placement(GAUGE, Riverside.GAUGE_MODEL, "hase-1", sentAt(1), Optional.of(sentAt(3))));

    assertEquals(2, sweep(riverside).run());

    assertEquals(List.of(1001.0, 1002.0), riverside.values("hase-1", "distance"));
    assertEquals(3, riverside.law().of(UNREGISTERED));
  }

  @Test
  void whatTheCodecRefusesGoesFromUnregisteredToQuarantine() {
    riverside.accept(cut(frame(1).message()));
    acceptFrames(1);
    riverside.withGauge(GAUGE, "hase-1");

    assertEquals(2, sweep(riverside).run());

    assertEquals(1, riverside.law().of(STORED));
    assertEquals(1, riverside.law().of(QUARANTINED));
    assertEquals(
        List.of("sensor 0 at byte 5 needs 4 bytes, 1 left"),
        riverside.texts("SELECT reason FROM uplink WHERE state = 'quarantined'"));
  }

  @Test
  void aSecondDeliveryIsADuplicateBeforeAndAfter() {
    acceptFrames(1);
    assertEquals(DUPLICATE, riverside.accept(frame(0).message()));
    riverside.withGauge(GAUGE, "hase-1");
    sweep(riverside).run();

    assertEquals(DUPLICATE, riverside.accept(frame(0).message()));
    assertEquals(List.of(1000.0), riverside.values("hase-1", "distance"));
  }

  @Test
  void moreThanOneSpanIsSweptInOneRun() {
    acceptFrames(Reinterpretation.SPAN_LIMIT + 10);
    riverside.withGauge(GAUGE, "hase-1");

    assertEquals(Reinterpretation.SPAN_LIMIT + 10, sweep(riverside).run());

    assertEquals(Reinterpretation.SPAN_LIMIT + 10, riverside.values("hase-1", "distance").size());
  }

  @Test
  void twoProcessesThatSweepAtOnceChangeEachMessageOnce() {
    acceptFrames(100);
    riverside.withGauge(GAUGE, "hase-1");
    try (var second = riverside.beside()) {
      List<Callable<Integer>> sweeps =
          List.of(() -> sweep(riverside).run(), () -> sweep(second).run());

      assertEquals(100, AtOnce.call(2, sweeps).stream().mapToInt(Integer::intValue).sum());
    }

    assertEquals(100, riverside.values("hase-1", "distance").size());
    assertEquals(0, riverside.number("SELECT count(*) FROM conflict"));
  }

  @Test
  void aDeviceThatAnotherProcessHasAtHandIsLeftToIt() {
    acceptFrames(3);
    riverside.withGauge(GAUGE, "hase-1");
    try (var other = riverside.jdbi().open()) {
      other.begin();
      other.execute("SELECT pg_advisory_xact_lock(hashtext('sweep'), hashtext(?))", GAUGE);
      assertEquals(0, sweep(riverside).run());
      other.rollback();
    }

    assertEquals(3, sweep(riverside).run());
  }

  @Test
  void theNewReadingsAreLookedAtByTheQualityTests() {
    acceptFrames(3);
    riverside.withGauge(GAUGE, "hase-1");
    sweep(riverside).run();

    assertEquals(3, new Reflag(riverside.jdbi(), riverside.registry()).run().size());
    assertEquals(
        List.of("2", "1", "2"),
        riverside.texts(
            "SELECT spike FROM dash_reading WHERE quantity = 'distance' ORDER BY time"));
  }

  private void acceptFrames(int count) {
    var calls = new ArrayList<Callable<Outcome>>();
    for (var counter = 0; counter < count; counter++) {
      var message = frame(counter).message();
      calls.add(() -> riverside.accept(message));
    }
    AtOnce.call(20, calls);
  }

  private static GaugeFrame frame(int counter) {
    return GaugeFrame.of(GAUGE, counter, 1000 + counter, sentAt(counter));
  }

  private static Instant sentAt(int counter) {
    return NOON.plus(Duration.ofMinutes(10).multipliedBy(counter));
  }

  private static Message cut(Message message) {
    var body =
        new String(message.body(), StandardCharsets.UTF_8).replace("AgEvAAMD6QAPC7E=", "AgEvAAMD");
    return new Message(
        message.source(),
        message.topic(),
        body.getBytes(StandardCharsets.UTF_8),
        message.arrivedAt(),
        false);
  }

  private static Sweep sweep(Riverside process) {
    return new Sweep(process.jdbi(), process.reinterpretation());
  }
}
