package pilotfeld.processing.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.QUARANTINED;
import static pilotfeld.processing.reading.Outcome.STORED;
import static pilotfeld.processing.reading.Outcome.UNREGISTERED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.store.StoreUnavailable;
import pilotfeld.processing.worker.Rebuild.Selection;
import pilotfeld.processing.worker.Rebuilt.Move;

/// Each test has a database of its own, and gauges whose codec, registration or deployment was
/// wrong at first.
class RebuildIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final String OTHER_GAUGE = "70b3d57ba0000002";
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final String FLAGS = "SELECT tests::text FROM reading ORDER BY series_id, time";
  private static final String WAITING_FOR_A_LOCK =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  private static final Selection EVERYTHING_OF_THE_GAUGE =
      new Selection(Optional.empty(), Optional.of(GAUGE), Instant.EPOCH);
  private static final Selection EVERYTHING_OF_THE_MODEL =
      new Selection(Optional.of(Riverside.GAUGE_MODEL), Optional.empty(), Instant.EPOCH);

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
  void aCorrectedCodecGivesCorrectedReadings() {
    acceptWithAWrongCodec(3);
    assertEquals(List.of(2000.0, 2002.0, 2004.0), distances("hase-1"));
    correctTheCodec();

    var rebuilt = rebuild(EVERYTHING_OF_THE_MODEL);

    assertEquals(List.of(1000.0, 1001.0, 1002.0), distances("hase-1"));
    assertEquals(3, rebuilt.changed());
    assertEquals(3, rebuilt.altered());
    assertEquals(0, rebuilt.added() + rebuilt.removed());
    assertEquals(
        List.of("true"),
        riverside.texts(
            "SELECT DISTINCT (u.codec_version = m.version)::text FROM uplink u JOIN model m ON m.id = u.model"));
  }

  @Test
  void whatIsRightAlreadyIsLeftAlone() {
    acceptWithAWrongCodec(3);
    correctTheCodec();
    rebuild(EVERYTHING_OF_THE_GAUGE);

    var again = rebuild(EVERYTHING_OF_THE_GAUGE);

    assertEquals(3, again.messages());
    assertEquals(0, again.changed());
  }

  @Test
  void aDryRunTellsTheSameAndChangesNothing() {
    acceptWithAWrongCodec(3);
    correctTheCodec();

    var would = rebuild(EVERYTHING_OF_THE_GAUGE, true);

    assertEquals(List.of(2000.0, 2002.0, 2004.0), distances("hase-1"));
    assertEquals(would, rebuild(EVERYTHING_OF_THE_GAUGE));
  }

  @Test
  void onlyWhatArrivedSinceIsMadeAnew() {
    acceptWithAWrongCodec(3);
    correctTheCodec();

    rebuild(new Selection(Optional.empty(), Optional.of(GAUGE), sentAt(2)));

    assertEquals(List.of(2000.0, 2002.0, 1002.0), distances("hase-1"));
  }

  @Test
  void correctedReadingsAreLookedAtByTheQualityTests() {
    acceptWithAWrongCodec(3);
    flagAll();
    correctTheCodec();
    rebuild(EVERYTHING_OF_THE_GAUGE);

    flagAll();

    assertEquals(
        List.of("2", "1", "2"),
        riverside.texts(
            "SELECT spike FROM dash_reading WHERE quantity = 'distance' ORDER BY time"));
  }

  @Test
  void readingsFollowADeploymentThatWasAtAnotherSite() {
    riverside.withGauge(GAUGE, "hase-1").withGauge(OTHER_GAUGE, "hase-2");
    accept(GAUGE, 3);
    flagAll();
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("UPDATE deployment SET site = 'hase-2' WHERE device = ?", GAUGE));

    var rebuilt = rebuild(EVERYTHING_OF_THE_GAUGE);

    assertEquals(List.of(), distances("hase-1"));
    assertEquals(List.of(1000.0, 1001.0, 1002.0), distances("hase-2"));
    assertEquals(rebuilt.added(), rebuilt.removed());
    assertTrue(rebuilt.added() >= 3, rebuilt::toString);
  }

  @Test
  void withoutItsDeploymentAMessageIsUnregisteredAgain() {
    riverside.withGauge(GAUGE, "hase-1");
    accept(GAUGE, 3);
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE deployment SET starts_at = ? WHERE device = ?", sentAt(2), GAUGE));

    var rebuilt = rebuild(EVERYTHING_OF_THE_GAUGE);

    assertEquals(Map.of(new Move(STORED, UNREGISTERED), 2L), rebuilt.moves());
    assertEquals(List.of(1002.0), distances("hase-1"));
    assertEquals(2, riverside.law().of(UNREGISTERED));
  }

  @Test
  void aPlaceThatBecomesFreeGoesToTheValueThatWaitedBeside() {
    riverside.withGauge(GAUGE, "hase-1");
    riverside.accept(GaugeFrame.of(GAUGE, 1, 1000, NOON).message());
    riverside
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE deployment SET ends_at = ?", sentAt(1)));
    riverside.with(
        new Placement(OTHER_GAUGE, Riverside.GAUGE_MODEL, "hase-1", NOON, Optional.empty()));
    riverside.accept(GaugeFrame.of(OTHER_GAUGE, 1, 900, NOON).message());
    assertEquals(List.of(1000.0), distances("hase-1"));
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("UPDATE deployment SET ends_at = ? WHERE device = ?", NOON, GAUGE));

    rebuild(EVERYTHING_OF_THE_GAUGE);

    assertEquals(List.of(900.0), distances("hase-1"));
    assertEquals(
        0,
        riverside.number(
            "SELECT count(*) FROM conflict c JOIN series s ON s.id = c.series_id WHERE s.quantity = 'distance'"));
  }

  @Test
  void whatWasUnderstoodByAnOlderRegistryReplacesNothing() {
    acceptWithAWrongCodec(3);
    var older = riverside.registry().snapshot();
    correctTheCodec();
    rebuild(EVERYTHING_OF_THE_GAUGE);
    var latecomer = new Reinterpretation(() -> older, riverside.interpreter(), riverside.journal());

    assertThrows(
        StoreUnavailable.class,
        () ->
            new Rebuild(riverside.jdbi(), latecomer).run(EVERYTHING_OF_THE_GAUGE, false, _ -> {}));

    assertEquals(List.of(1000.0, 1001.0, 1002.0), distances("hase-1"));
  }

  @Test
  void aVersionThatChangesNoReadingLeavesTheirFlagsAndHasThemLookedAtAgain() {
    riverside.withGauge(GAUGE, "hase-1");
    accept(GAUGE, 3);
    flagAll();
    var flagged = riverside.texts(FLAGS);
    riverside.withCodec(
        Riverside.GAUGE_MODEL, "function headerFault", "// same\nfunction headerFault");

    var rebuilt = rebuild(EVERYTHING_OF_THE_GAUGE);

    assertEquals(3, rebuilt.changed());
    assertEquals(0, rebuilt.altered());
    assertEquals(flagged, riverside.texts(FLAGS));
    assertEquals(3, riverside.number("SELECT count(DISTINCT series_id) FROM dirty"));
  }

  @Test
  void whatTheCodecRefusedBecomesReadings() {
    riverside.withCodec(Riverside.GAUGE_MODEL, "function decodeUplink", "function other");
    riverside.withGauge(GAUGE, "hase-1");
    accept(GAUGE, 3);
    assertEquals(3, riverside.law().of(QUARANTINED));
    correctTheCodec();

    var rebuilt = rebuild(EVERYTHING_OF_THE_MODEL);

    assertEquals(Map.of(new Move(QUARANTINED, STORED), 3L), rebuilt.moves());
    assertEquals(List.of(1000.0, 1001.0, 1002.0), distances("hase-1"));
  }

  @Test
  void aRebuildThatWasBrokenOffIsRunAgain() {
    var count = Reinterpretation.SPAN_LIMIT + 10;
    acceptWithAWrongCodec(count);
    correctTheCodec();
    var rebuild = new Rebuild(riverside.jdbi(), riverside.reinterpretation());
    assertThrows(
        IllegalStateException.class,
        () ->
            rebuild.run(
                EVERYTHING_OF_THE_GAUGE,
                false,
                _ -> {
                  throw new IllegalStateException("broken off after the first span");
                }));

    var rest = rebuild(EVERYTHING_OF_THE_GAUGE);

    assertEquals(count, rest.messages());
    assertEquals(10, rest.changed());
    assertEquals(
        0,
        riverside.number(
            "SELECT count(*) FROM dash_reading WHERE quantity = 'distance' AND value >= 2000"));
  }

  @Test
  void twoRebuildsAtOnceWhileMessagesArriveChangeEachMessageOnce() {
    acceptWithAWrongCodec(100);
    correctTheCodec();
    try (var second = riverside.beside()) {
      List<Callable<Long>> work =
          List.of(
              () -> rebuild(riverside, EVERYTHING_OF_THE_GAUGE, false).changed(),
              () -> rebuild(second, EVERYTHING_OF_THE_GAUGE, false).changed(),
              () -> {
                accept(GAUGE, 120);
                return 0L;
              });

      assertEquals(100, AtOnce.call(3, work).stream().mapToLong(Long::longValue).sum());
    }

    assertEquals(120, distances("hase-1").size());
    assertEquals(0, riverside.number("SELECT count(*) FROM conflict"));
  }

  @Test
  void twoRebuildsThatWaitForTheSameMessagesDoTheWorkOnce() throws Exception {
    acceptWithAWrongCodec(3);
    correctTheCodec();
    try (var second = riverside.beside();
        var holder = riverside.jdbi().open()) {
      holder.begin();
      holder.execute("SELECT FROM uplink FOR UPDATE");
      List<Callable<Long>> work =
          List.of(
              () -> rebuild(riverside, EVERYTHING_OF_THE_GAUGE, false).changed(),
              () -> rebuild(second, EVERYTHING_OF_THE_GAUGE, false).changed(),
              () -> {
                Eventually.equal(2L, () -> riverside.number(WAITING_FOR_A_LOCK));
                holder.rollback();
                return 0L;
              });

      assertEquals(3, AtOnce.call(3, work).stream().mapToLong(Long::longValue).sum());
    }
  }

  private void acceptWithAWrongCodec(int count) {
    riverside.withCodec(
        Riverside.GAUGE_MODEL, "function decodeUplink", "function decodeUplinkRightly");
    riverside.withCodec(
        Riverside.GAUGE_MODEL,
        "function decodeUplink(input) {",
        """
        function decodeUplink(input) {
          const result = decodeUplinkRightly(input);
          if (result.data && result.data.distance) { result.data.distance *= 2; }
          return result;
        }
        function decodeUplinkRightly(input) {""");
    riverside.withGauge(GAUGE, "hase-1");
    accept(GAUGE, count);
  }

  private void correctTheCodec() {
    riverside.withCodec(Riverside.GAUGE_MODEL, "", "");
  }

  private void accept(String device, int count) {
    var calls = new ArrayList<Callable<Outcome>>();
    for (var counter = 0; counter < count; counter++) {
      var message = GaugeFrame.of(device, counter, 1000 + counter, sentAt(counter)).message();
      calls.add(() -> riverside.accept(message));
    }
    AtOnce.call(20, calls);
  }

  private static Instant sentAt(int counter) {
    return NOON.plus(Duration.ofMinutes(10).multipliedBy(counter));
  }

  private List<Double> distances(String site) {
    return riverside.values(site, "distance");
  }

  private void flagAll() {
    new Reflag(riverside.jdbi(), riverside.registry()).run();
  }

  private Rebuilt rebuild(Selection selection) {
    return rebuild(selection, false);
  }

  private Rebuilt rebuild(Selection selection, boolean dryRun) {
    return rebuild(riverside, selection, dryRun);
  }

  private static Rebuilt rebuild(Riverside process, Selection selection, boolean dryRun) {
    return new Rebuild(process.jdbi(), process.reinterpretation())
        .run(selection, dryRun, _ -> {})
        .getFirst();
  }
}
