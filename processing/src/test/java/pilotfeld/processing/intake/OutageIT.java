package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.RECEIVED;
import static pilotfeld.processing.reading.Outcome.SPOOLED;
import static pilotfeld.processing.reading.Outcome.STORED;
import static pilotfeld.processing.reading.Outcome.UNREGISTERED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Mixture;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.spool.SpoolEntry;
import pilotfeld.processing.spool.SpoolLimits;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Spooled;

/// What becomes of messages while the database is away, and afterwards. Each test has a database
/// and a spool of its own.
class OutageIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final String STRANGER = "70b3d57ba0001003";
  private static final String TIMELESS = "timeless";
  private static final int CALLERS = 50;

  private Riverside riverside;

  @BeforeEach
  void open() {
    riverside =
        Riverside.open()
            .withGauge(Mixture.KNOWN, "hase-1")
            .with(
                new Placement(
                    TIMELESS,
                    "pilotfeld-senml-level",
                    TIMELESS,
                    Riverside.BEGINNING,
                    Optional.empty()));
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void whatComesWhileTheDatabaseIsAwayIsDrainedInItsOrder() {
    TestDatabase.takeAway(riverside.settings());
    for (var counter = 0; counter < 50; counter++) {
      assertEquals(SPOOLED, riverside.accept(gauge(counter)));
    }
    TestDatabase.bringBack(riverside.settings());

    riverside.drain();

    assertEquals(
        IntStream.range(0, 50).mapToObj(Integer::toString).toList(),
        riverside.texts("SELECT frame_counter FROM uplink ORDER BY id"));
    assertEquals(50, riverside.values("hase-1", "distance").size());
    assertEquals(50, riverside.law().of(STORED));
    assertEquals(0, riverside.law().of(SPOOLED));
    assertLawHolds();
  }

  @Test
  void onlyTheFirstMessageOfAnOutageWaitsForTheDatabase() {
    TestDatabase.takeAway(riverside.settings());
    riverside.accept(gauge(0));
    var begun = System.nanoTime();

    for (var counter = 1; counter <= 20; counter++) {
      riverside.accept(gauge(counter));
    }

    var took = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(took.toSeconds() < 5, "20 messages took " + took);
  }

  @Test
  void aMixtureThatComesInAnOutageHasTheOutcomesThatItAlwaysHas() {
    var mixture = Mixture.shuffled(4);
    TestDatabase.takeAway(riverside.settings());
    var calls = new ArrayList<Callable<Outcome>>();
    mixture.messages().forEach(message -> calls.add(() -> riverside.accept(message)));
    AtOnce.call(CALLERS, calls);
    TestDatabase.bringBack(riverside.settings());

    riverside.drain();

    assertEquals(mixture.expected(), riverside.law().tally());
    assertEquals(2 * Mixture.ROUNDS, riverside.values("hase-1", "distance").size());
    assertLawHolds();
  }

  @Test
  void newMessagesAreCommittedWhileTheSpoolDrainsAndTheLawHoldsAllTheTime() throws Exception {
    var waiting = IntStream.range(0, 2000).mapToObj(OutageIT::gauge).map(OutageIT::entry).toList();
    riverside.spool().add(waiting);
    var draining = new FutureTask<>(riverside::drain, true);
    Thread.startVirtualThread(draining);

    var seen = Outcome.SPOOLED;
    var received = 0L;
    for (var counter = 5000; !draining.isDone(); counter++) {
      seen = riverside.spool().isEmpty() ? seen : riverside.accept(gauge(counter));
      var law = riverside.law();
      assertTrue(law.holds(), law::toString);
      assertTrue(law.of(RECEIVED) >= received, () -> "less than before: " + law);
      received = law.of(RECEIVED);
    }

    draining.get(60, TimeUnit.SECONDS);
    assertEquals(STORED, seen);
    assertEquals(received, riverside.law().of(STORED));
  }

  @Test
  void theStatusShowsWhatWaitsOnDisk() {
    riverside.spool().add(List.of(entry(gauge(1)), entry(gauge(2))));
    riverside.journal().say(new Spooled(riverside.spool().name(), 2, 1000, Optional.of(NOON), 0));

    assertEquals(2, riverside.law().of(SPOOLED));
    assertEquals(2, riverside.law().of(RECEIVED));
    assertEquals(
        2, riverside.number("SELECT sum(count) FROM dash_tally WHERE outcome = 'spooled'"));
  }

  @Test
  void whatIsSetAsideIsCountedBesideTheLaw() {
    riverside.spool().add(List.of(entry(gauge(1)), entry(gauge(2))));
    riverside.spool().setAside(riverside.spool().first(1).through());

    riverside.drain();

    assertEquals(1, riverside.number("SELECT set_aside FROM spool"));
    assertEquals(1, riverside.law().of(STORED));
    assertLawHolds();
  }

  @Test
  void aDrainThatBrokeOffBetweenCommitAndRemovalFindsDuplicates() {
    var entries = List.of(entry(gauge(1)), entry(timeless(NOON, false)));
    riverside.spool().add(entries);
    riverside.journal().commit(entries.stream().map(this::arrival).toList());

    riverside.drain();

    assertEquals(2, riverside.law().of(STORED));
    assertEquals(2, riverside.law().of(DUPLICATE));
    assertEquals(1, riverside.values(TIMELESS, "distance").size());
    assertLawHolds();
  }

  @Test
  void aDeliveryThatIsTriedAgainIsOneThoughItHasNoIdentityOfItsOwn() {
    var madeUp = UUID.randomUUID();

    assertEquals(STORED, riverside.accept(timeless(NOON, false), madeUp));
    assertEquals(DUPLICATE, riverside.accept(timeless(NOON, false), madeUp));
    assertEquals(STORED, riverside.accept(timeless(NOON.plusSeconds(60), false)));

    assertEquals(2, riverside.values(TIMELESS, "distance").size());
  }

  @Test
  void theIdentityThatWasMadeUpGoesAlongIntoTheSpool() {
    var madeUp = UUID.randomUUID();
    riverside.accept(timeless(NOON, false), madeUp);
    TestDatabase.takeAway(riverside.settings());
    assertEquals(SPOOLED, riverside.accept(timeless(NOON, false), madeUp));
    TestDatabase.bringBack(riverside.settings());

    riverside.drain();

    assertEquals(1, riverside.values(TIMELESS, "distance").size());
    assertEquals(1, riverside.law().of(DUPLICATE));
  }

  @Test
  void aRedeliveryWithoutIdentityWaitsBehindWhatItRepeats() {
    riverside.spool().add(List.of(entry(timeless(NOON, false))));

    assertEquals(SPOOLED, riverside.accept(timeless(NOON.plusSeconds(60), true)));
    riverside.drain();

    assertEquals(1, riverside.law().of(DUPLICATE));
    assertEquals(1, riverside.values(TIMELESS, "distance").size());
  }

  @Test
  void whatWaitedIsUnderstoodAsItIsKnownWhenItIsDrained() {
    riverside.spool().add(List.of(entry(GaugeFrame.of(STRANGER, 1, 1234, NOON).message())));
    riverside.withGauge(STRANGER, "hase-2");

    riverside.drain();

    assertEquals(List.of(1234.0), riverside.values("hase-2", "distance"));
    assertEquals(0, riverside.law().of(UNREGISTERED));
  }

  @Test
  void whatNeitherDatabaseNorSpoolTakesIsLeftToItsSenderWithTheReason() {
    try (var small = Riverside.open(new SpoolLimits(64 * 1024, 0))) {
      TestDatabase.takeAway(small.settings());
      var refusal =
          assertThrows(
              NothingDurable.class,
              () -> IntStream.range(0, 500).mapToObj(OutageIT::gauge).forEach(small::accept));

      assertTrue(refusal.getMessage().contains("database"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("is full"), refusal.getMessage());

      TestDatabase.bringBack(small.settings());
      var waited = small.spool().standing().messages();
      small.drain();
      assertEquals(waited, small.law().of(UNREGISTERED));
      assertEquals(UNREGISTERED, small.accept(gauge(9999)));
    }
  }

  @Test
  void theSpoolIsLeftAloneWhileTheDatabaseTakesMessages() {
    assertEquals(STORED, riverside.accept(gauge(1)));

    assertTrue(riverside.spool().isEmpty());
    assertFalse(riverside.law().tally().containsKey(SPOOLED));
  }

  private void assertLawHolds() {
    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
  }

  private Arrival arrival(SpoolEntry entry) {
    var known = riverside.registry().snapshot();
    return new Arrival(entry.message(), riverside.interpreter().interpret(entry.message(), known))
        .orElseAs(entry.identity());
  }

  private static SpoolEntry entry(Message message) {
    return new SpoolEntry(UUID.randomUUID(), message);
  }

  private static Message gauge(int counter) {
    var time = NOON.plus(Duration.ofMinutes(counter));
    return GaugeFrame.of(Mixture.KNOWN, counter, 1000 + counter % 500, time).message();
  }

  private static Message timeless(Instant arrival, boolean redelivered) {
    var body = "[{\"n\":\"distance\",\"v\":1234}]".getBytes(StandardCharsets.UTF_8);
    return new Message("test", "up/" + TIMELESS + "?ct=110", body, arrival, redelivered);
  }
}
