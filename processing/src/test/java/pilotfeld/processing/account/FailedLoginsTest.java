package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  private final FailedLogins failed = new FailedLogins();

  @Test
  void eachWrongPasswordBeyondTheFifthDoublesTheWait() {
    fail("admin", HERE, 5, NOON);

    assertEquals(Duration.ofSeconds(15), waitOf("admin", HERE, NOON));
    fail("admin", HERE, 1, NOON.plusSeconds(15));
    assertEquals(Duration.ofSeconds(30), waitOf("admin", HERE, NOON.plusSeconds(15)));
    fail("admin", HERE, 1, NOON.plusSeconds(45));
    assertEquals(Duration.ofSeconds(60), waitOf("admin", HERE, NOON.plusSeconds(45)));
  }

  @Test
  void theWaitGrowsToAQuarterOfAnHourAndNoFurther() {
    var now = NOON;
    for (var attempt = 0; attempt < 60; attempt++) {
      fail("admin", HERE, 1, now);
      now = now.plus(Failures.LONGEST);
    }

    assertEquals(Failures.LONGEST, waitOf("admin", HERE, now.minus(Failures.LONGEST)));
  }

  @Test
  void whoGuessesLocksNobodyOutElsewhere() {
    fail("admin", HERE, 5, NOON);

    assertTrue(logIn("admin", ELSEWHERE, true, NOON));
    assertTrue(logIn("marie", HERE, true, NOON));
  }

  @Test
  void anAddressThatTriesManyNamesMustWaitWithAllOfThem() {
    for (var name = 0; name < FailedLogins.FREE_OF_ADDRESS; name++) {
      fail("name " + name, HERE, 1, NOON);
    }

    assertEquals(Failures.SHORTEST, waitOf("another", HERE, NOON));
    assertTrue(logIn("another", ELSEWHERE, true, NOON));
  }

  @Test
  void theAddressesOfOneNetworkOfIpv6AreOne() {
    fail("admin", "2001:db8:0:1::5", 5, NOON);

    assertEquals(Failures.SHORTEST, waitOf("admin", "2001:db8:0:1:a:b:c:d", NOON));
    assertTrue(logIn("admin", "2001:db8:0:2::5", true, NOON));
  }

  @Test
  void theRightPasswordForgetsTheWrongOnes() {
    fail("admin", HERE, 4, NOON);
    assertTrue(logIn("admin", HERE, true, NOON));

    fail("admin", HERE, 4, NOON);
    assertTrue(logIn("admin", HERE, true, NOON));
  }

  @Test
  void rightPasswordsAreNoFailuresOfTheirAddress() {
    for (var attempt = 0; attempt < 2 * FailedLogins.FREE_OF_ADDRESS; attempt++) {
      assertTrue(logIn("admin", HERE, true, NOON));
    }
  }

  @Test
  void whatCouldNotBeLookedAtIsNoFailure() {
    for (var attempt = 0; attempt < 2 * FailedLogins.FREE_OF_ADDRESS; attempt++) {
      assertThrows(
          TooManyAtOnce.class,
          () ->
              failed.judge(
                  new Attempt("admin", "", HERE),
                  NOON,
                  () -> {
                    throw new TooManyAtOnce();
                  }));
    }
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (var name = 0; name < 2 * FailedLogins.LIMIT; name++) {
      logIn("a".repeat(Attempt.LENGTH_LIMIT - 8) + name, "192.0.2." + name, false, NOON);
    }

    assertEquals(FailedLogins.LIMIT, failed.size());
  }

  @Test
  void afterAnHourWithoutAFailureAllIsForgotten() {
    fail("admin", HERE, 5, NOON);
    var later = NOON.plus(Failures.MEMORY).plusSeconds(1);

    fail("admin", HERE, 4, later);
    assertTrue(logIn("admin", HERE, true, later));
  }

  private void fail(String name, String address, int times, Instant now) {
    for (var time = 0; time < times; time++) {
      assertFalse(logIn(name, address, false, now));
    }
  }

  private boolean logIn(String name, String address, boolean right, Instant now) {
    return failed
        .judge(new Attempt(name, "", address), now, () -> Optional.of(name).filter(_ -> right))
        .isPresent();
  }

  private Duration waitOf(String name, String address, Instant now) {
    return assertThrows(TooManyFailures.class, () -> logIn(name, address, true, now)).patience();
  }
}
