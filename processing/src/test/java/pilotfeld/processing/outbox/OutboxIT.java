package pilotfeld.processing.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Later;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;
import pilotfeld.processing.secret.MasterSecret;

/// The table and those who empty it, on a real database.
class OutboxIT {

  private static final Optional<MasterSecret> SECRET = MasterSecret.parse(MasterSecret.random());
  private static final Optional<MasterSecret> OTHER = MasterSecret.parse(MasterSecret.random());
  private static final Actor SOMEBODY = Actor.atCommandLine("somebody");
  private static final Duration BLINK = Duration.ofMillis(20);
  private static final Duration DAY = Duration.ofDays(1);
  private static final OutboxLimits HASTY = new OutboxLimits(DAY, BLINK, BLINK, BLINK, DAY, DAY);

  @AutoClose private static final Riverside riverside = Riverside.open();

  private final Outbox outbox = new Outbox(SECRET);
  private final Addressee addressee = new Addressee();
  private final Courier courier = courier(HASTY);
  private OutboxList list;

  @BeforeEach
  void empty() {
    riverside.jdbi().useHandle(handle -> handle.execute("DELETE FROM outbox"));
    list = new OutboxList(riverside.jdbi());
  }

  @Test
  void whatWasPutInGoesOutOnce() {
    put("a", "one");

    assertEquals(1, courier.run());
    assertEquals(0, courier.run());
    assertEquals(List.of("one"), addressee.attempts());
    assertEquals(List.of(), list.open(false));
  }

  @Test
  void whatHasNoCauseIsNotThere() {
    assertThrows(
        IllegalStateException.class,
        () ->
            riverside
                .jdbi()
                .useTransaction(
                    handle -> {
                      outbox.add(handle, new Outgoing(Addressee.KIND, "a", "one"));
                      throw new IllegalStateException("the cause failed");
                    }));

    assertEquals(0, courier.run());
  }

  @Test
  void anotherKindIsLeftToThoseWhoCanSendIt() {
    riverside
        .jdbi()
        .useHandle(handle -> outbox.add(handle, new Outgoing("parcel", "a", "not for us")));

    assertEquals(0, courier.run());
    assertEquals("parcel", list.open(false).getFirst().kind());
  }

  @Test
  void ofOneSubjectTheLaterWaitsForTheEarlierAndOthersDoNot() throws Exception {
    put("a", "a1");
    put("a", "a2");
    put("b", "b1");
    var refusals = new AtomicInteger(2);
    addressee.answering(
        due ->
            due.payload().equals("a1") && refusals.getAndDecrement() > 0
                ? new Later("not yet")
                : new Sent());

    Eventually.equal(List.of("b1", "a1", "a2"), this::ranOnce);

    assertEquals(3, Collections.frequency(addressee.attempts(), "a1"));
  }

  @Test
  void manyProcessesSendEachOnceAndOfEachSubjectInOrder() {
    IntStream.range(0, 60).forEach(n -> put("subject " + n % 3, n % 3 + ":" + n));
    var runs = Collections.<Callable<Integer>>nCopies(6, () -> drained(courier(HASTY)));

    AtOnce.call(6, runs);

    assertEquals(60, addressee.attempts().size());
    for (var subject : List.of("0:", "1:", "2:")) {
      var numbers =
          addressee.had().stream()
              .filter(each -> each.startsWith(subject))
              .map(each -> Integer.valueOf(each.substring(2)))
              .toList();
      assertEquals(numbers.stream().sorted().toList(), numbers);
    }
  }

  @Test
  void whatAProcessHadAtHandWhenItEndedGoesOutAgainUnderItsKeyAfterTheLease() throws Exception {
    put("a", "one");
    var brief = new OutboxLimits(Duration.ofMillis(300), BLINK, BLINK, BLINK, DAY, DAY);
    var ended = new Claims(riverside.jdbi(), SECRET, brief).next(Addressee.KIND).orElseThrow();
    addressee.send(ended.due());

    assertEquals(0, courier.run());
    Eventually.equal(1, courier::run);

    assertEquals(List.of("one", "one"), addressee.attempts());
    assertEquals(List.of("one"), addressee.had());
  }

  @Test
  void whoComesBackTooLateSettlesNothing() throws Exception {
    put("a", "one");
    var brief = new OutboxLimits(Duration.ofMillis(1), BLINK, BLINK, BLINK, DAY, DAY);
    var slow = new Claims(riverside.jdbi(), SECRET, brief);
    var late = slow.next(Addressee.KIND).orElseThrow();
    addressee.answering(_ -> new Refused("no"));
    Eventually.equal(true, () -> courier.run() == 0 && list.backlog().failed() == 1);

    slow.sent(late);

    assertEquals("failed", list.open(false).getFirst().state());
  }

  @Test
  void whatIsRefusedHoldsUpNoFollowerAndIsOutOfDateAfterwards() {
    put("a", "one");
    put("a", "two");
    addressee.answering(
        due -> due.payload().equals("one") ? new Refused("no such profile") : new Sent());

    courier.run();

    assertEquals(List.of("two"), addressee.had());
    assertEquals(List.of(), list.open(true));
    assertEquals(
        List.of("superseded"), riverside.texts("SELECT state FROM outbox WHERE payload = 'one'"));
  }

  @Test
  void whatAPersonHasTriedAgainGoesOutAndStandsInTheTrail() {
    put("a", "one");
    addressee.answering(_ -> new Refused("no such profile"));
    courier.run();
    var number = list.open(true).getFirst().id();
    assertEquals("no such profile", list.open(true).getFirst().reason().orElseThrow());
    addressee.answering(_ -> new Sent());

    assertEquals(List.of(), list.retry(SOMEBODY, Optional.of(number + 1)));
    assertEquals(List.of(number), list.retry(SOMEBODY, Optional.of(number)));
    assertEquals(1, courier.run());

    assertEquals(
        List.of("outbox " + number),
        riverside.texts("SELECT subject FROM audit WHERE action = 'sending_retried'"));
  }

  @Test
  void patienceEndsAndWhyIsSaid() throws Exception {
    put("a", "one");
    var impatient = new OutboxLimits(DAY, BLINK, BLINK, BLINK, Duration.ofMillis(100), DAY);
    addressee.answering(_ -> new Later("answered 500"));
    var courier = courier(impatient);

    Eventually.equal(1L, () -> courier.run() + list.backlog().failed());

    assertEquals("answered 500", list.open(true).getFirst().reason().orElseThrow());
    assertTrue(addressee.attempts().size() > 1);
  }

  @Test
  void whoIsAwayIsNotAskedForTheOthers() {
    IntStream.range(0, 20).forEach(n -> put("subject " + n, "letter " + n));
    var patient = new OutboxLimits(DAY, DAY, DAY, DAY, DAY.multipliedBy(9), DAY);
    addressee.answering(_ -> new Away("connection refused"));
    var courier = courier(patient);

    courier.run();
    courier.run();

    assertEquals(1, addressee.attempts().size());
    assertEquals(20, list.backlog().waiting());
  }

  @Test
  void aSenderThatFailsIsTriedAgainAndItsWordsAreNotKept() {
    put("a", "one");
    addressee.answering(
        _ -> {
          throw new IllegalStateException("the key is 2b7e151628aed2a6");
        });

    courier.run();

    assertEquals(
        "sending failed unexpectedly: IllegalStateException",
        list.open(false).getFirst().reason().orElseThrow());
  }

  @Test
  void aSecretIsSealedAtRestAndGoneOnceItWasSent() {
    var outgoing = new Outgoing(Addressee.KIND, "a", "user ", Optional.of("its password"));
    riverside.jdbi().useHandle(handle -> outbox.add(handle, outgoing));
    assertFalse(outgoing.toString().contains("password"));
    assertEquals(
        0,
        riverside.number(
            "SELECT position(CAST('password' AS bytea) IN secret_encrypted) FROM outbox"));

    courier.run();

    assertEquals(List.of("user its password"), addressee.had());
    assertEquals(0, riverside.number("SELECT count(secret_encrypted) FROM outbox"));
  }

  @Test
  void aSecretOfAnotherKeyIsNotSentAndSaysWhatToDo() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                new Outbox(OTHER)
                    .add(handle, new Outgoing(Addressee.KIND, "a", "", Optional.of("secret"))));

    courier.run();

    assertEquals(List.of(), addressee.attempts());
    assertTrue(list.open(true).getFirst().reason().orElseThrow().contains("PILOTFELD_SECRET_KEY"));
  }

  @Test
  void whatWasSentLongAgoIsForgottenAndWhatWaitsIsNot() {
    put("a", "one");
    courier.run();
    put("a", "two");

    list.prune(DAY);
    assertEquals(2, riverside.number("SELECT count(*) FROM outbox"));
    list.prune(Duration.ZERO);

    assertEquals(List.of("two"), riverside.texts("SELECT payload FROM outbox"));
  }

  private List<String> ranOnce() {
    courier.run();
    return addressee.had();
  }

  private int drained(Courier courier) throws Exception {
    Eventually.equal(0L, () -> courier.run() * 0 + list.backlog().waiting());
    return 0;
  }

  private Courier courier(OutboxLimits limits) {
    return new Courier(addressee, riverside.jdbi(), SECRET, limits);
  }

  private void put(String subject, String payload) {
    riverside
        .jdbi()
        .useHandle(handle -> outbox.add(handle, new Outgoing(Addressee.KIND, subject, payload)));
  }
}
