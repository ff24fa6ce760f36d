package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Staff.CALLER;
import static pilotfeld.processing.account.Staff.HERE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginsIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final Duration STEP = Logins.IDLE_LIMIT.minusSeconds(1);

  private final Staff staff = new Staff();
  private String password;
  private String login;

  @BeforeEach
  void logIn() {
    password = staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    login = staff.logIn("anna", password, NOON);
  }

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void aLoginThatNobodyUsesEndsAfterAnHour() {
    assertTrue(isOpen(NOON.plus(STEP)));
    assertFalse(isOpen(NOON.plus(STEP).plus(Logins.IDLE_LIMIT)));
  }

  @Test
  void aLoginThatIsUsedGoesOnAndEndsAfterTwelveHoursInAnyCase() {
    var end = NOON.plus(Logins.LIFETIME);

    Stream.iterate(NOON, time -> time.isBefore(end), time -> time.plus(STEP))
        .forEach(time -> assertTrue(isOpen(time), time::toString));

    assertFalse(isOpen(end));
  }

  @Test
  void whoLogsOutIsOutAndTheTrailSaysSoOnce() {
    staff.logins().close(login, HERE, NOON);
    staff.logins().close(login, HERE, NOON);

    assertFalse(isOpen(NOON));
    assertEquals(
        List.of(
            "root command account_added anna", "anna login login anna", "anna login logout anna"),
        staff.trail());
  }

  @Test
  void aFailedLoginIsInTheTrailAndNothingThatWasTypedIs() {
    attempt("anna", "wrong");
    attempt("mySecretPassword", "");

    assertEquals(
        List.of("? password login_failed anna", "? password login_failed"),
        staff.trail().subList(2, 4));
    assertEquals(
        List.of("0"),
        staff.texts("SELECT count(*)::text FROM audit WHERE audit::text ILIKE '%secret%'"));
    assertEquals(
        List.of(HERE), staff.texts("SELECT DISTINCT origin FROM audit WHERE way = 'password'"));
  }

  @Test
  void neitherCookieNorPasswordIsInTheDatabase() {
    for (var table : List.of("account", "login", "audit")) {
      var rows = staff.texts("SELECT t::text FROM " + table + " t");
      assertFalse(rows.isEmpty());
      assertFalse(rows.stream().anyMatch(row -> row.contains(login) || row.contains(password)));
    }
  }

  @Test
  void thePagesTokenBelongsToOneLoginAndOpensNothingItself() {
    var other = staff.logIn("anna", password, NOON);
    var token = Logins.pageToken(login);

    assertEquals(token, Logins.pageToken(login));
    assertNotEquals(token, Logins.pageToken(other));
    assertEquals(Optional.empty(), staff.logins().holder(token, NOON));
  }

  private boolean isOpen(Instant now) {
    return staff.logins().holder(login, now).isPresent();
  }

  private void attempt(String name, String typed) {
    assertEquals(Optional.empty(), staff.logins().open(new Attempt(name, typed, HERE), NOON));
  }
}
