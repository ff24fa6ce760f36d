package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.SPOOLED;
import static pilotfeld.processing.reading.Outcome.STORED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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

/// The law under load, from two processes, and when the database is away. Each test has a database
/// of its own.
class ConservationIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final int CALLERS = 50;

  private Riverside riverside;

  @BeforeEach
  void open() {
    riverside = Riverside.open().withGauge(Mixture.KNOWN, "hase-1");
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void theLawHoldsOverAShuffledMixtureFromFiftyCallersAtOnce() {
    var mixture = Mixture.shuffled(1);

    accept(mixture.messages(), List.of(riverside));

    assertEquals(mixture.expected(), riverside.law().tally());
    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
    assertEquals(2 * Mixture.ROUNDS, riverside.values("hase-1", "distance").size());
    assertEquals(0, riverside.number("SELECT count(*) FROM conflict"));
  }

  @Test
  void everyMessageThatIsNoDuplicateIsKeptAndTheOthersAreNot() {
    accept(Mixture.shuffled(2).messages(), List.of(riverside));

    assertEquals(
        riverside.number("SELECT count(*) FROM uplink"),
        riverside.number("SELECT count(*) FROM message JOIN uplink USING (arrived_at, id)"));
    assertEquals(6 * Mixture.ROUNDS, riverside.number("SELECT count(*) FROM message"));
  }

  @Test
  void twoProcessesThatAreGivenTheSameMessagesAtOnceStoreNothingTwice() {
    var mixture = Mixture.shuffled(3);
    try (var second = riverside.beside()) {
      accept(mixture.messages(), List.of(riverside, second));
    }

    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
    assertEquals(1000, riverside.law().of(Outcome.RECEIVED));
    assertEquals(2 * Mixture.ROUNDS, riverside.law().of(STORED));
    assertEquals(2 * Mixture.ROUNDS, riverside.values("hase-1", "distance").size());
    assertEquals(0, riverside.number("SELECT count(*) FROM conflict"));
  }

  @Test
  void oneFrameUnderTwoMessageIdsIsStoredOnceThoughBothComeAtOnce() {
    var calls = new ArrayList<Callable<Outcome>>();
    for (var counter = 0; counter < 100; counter++) {
      var time = NOON.plus(Duration.ofMinutes(counter));
      var frame = GaugeFrame.of(Mixture.KNOWN, counter, 1234, time);
      calls.add(() -> riverside.accept(frame.message()));
      calls.add(
          () -> riverside.accept(frame.underAnotherMessageId().at(time.plusMillis(3)).message()));
    }

    AtOnce.call(2, calls);

    assertEquals(100, riverside.law().of(STORED));
    assertEquals(100, riverside.law().of(DUPLICATE));
  }

  @Test
  void aMessageThatWasSpooledIsStoredOnceWhenItComesAgain() {
    var message = GaugeFrame.of(Mixture.KNOWN, 1, 1234, NOON).message();
    TestDatabase.takeAway(riverside.settings());

    assertEquals(SPOOLED, riverside.accept(message));
    assertEquals(SPOOLED, riverside.accept(message));

    TestDatabase.bringBack(riverside.settings());
    riverside.drain();
    assertEquals(DUPLICATE, riverside.accept(message));
    try (var afterwards = riverside.beside()) {
      assertEquals(1, afterwards.law().of(STORED));
      assertTrue(afterwards.law().holds(), () -> afterwards.law().toString());
    }
  }

  @Test
  void aConnectionThatIsCutInTheMiddleOfACommitLeavesNothingBehindButTheSpool() throws Exception {
    var message = GaugeFrame.of(Mixture.KNOWN, 1, 1234, NOON).message();
    var attempt = new FutureTask<>(() -> riverside.accept(message));
    try (var lock = riverside.jdbi().open()) {
      lock.begin();
      lock.execute("LOCK TABLE tally IN ACCESS EXCLUSIVE MODE");
      Thread.startVirtualThread(attempt);
      cutWhoeverWaits();
      lock.rollback();
    }

    assertEquals(SPOOLED, attempt.get(30, TimeUnit.SECONDS));
    assertEquals(0, riverside.number("SELECT count(*) FROM uplink"));
    riverside.drain();
    assertEquals(1, riverside.law().of(STORED));
  }

  @Test
  void aCommitThatWaitsForALockIsGivenUpAndTheMessageSpooled() {
    var message = GaugeFrame.of(Mixture.KNOWN, 1, 1234, NOON).message();
    try (var lock = riverside.jdbi().open()) {
      lock.begin();
      lock.execute("LOCK TABLE tally IN ACCESS EXCLUSIVE MODE");
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> assertEquals(SPOOLED, riverside.accept(message)));
      lock.rollback();
    }

    riverside.drain();
    assertEquals(1, riverside.law().of(STORED));
  }

  private void cutWhoeverWaits() {
    var deadline = Instant.now().plusSeconds(30);
    while (riverside.number(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        == 0) {
      assertTrue(Instant.now().isBefore(deadline), "nobody waits for the lock");
    }
  }

  private static void accept(List<Message> messages, List<Riverside> processes) {
    var calls = new ArrayList<Callable<Outcome>>();
    for (var message : messages) {
      processes.forEach(process -> calls.add(() -> process.accept(message)));
    }
    AtOnce.call(CALLERS, calls);
  }
}
