package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Staff.CALLER;
import static pilotfeld.processing.account.Staff.HERE;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");

  private final Staff staff = new Staff();

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void theFirstAdministratorIsMadeOnceAndHasAPasswordOfItsOwn() {
    var password = staff.accounts().ensureAdministrator(Optional.empty()).orElseThrow();

    assertEquals(Optional.empty(), staff.accounts().ensureAdministrator(Optional.empty()));
    var token = staff.logIn("admin", password, NOON);
    assertEquals(Role.ADMINISTRATOR, staff.logins().holder(token, NOON).orElseThrow().role());
    assertEquals(List.of("? start account_added admin", "admin login login admin"), staff.trail());
  }

  @Test
  void aHashOfBcryptLetsInAndIsArgon2idAfterwards() {
    staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    var old = BCrypt.withDefaults().hashToString(12, "old password".toCharArray());
    staff.jdbi().useHandle(handle -> handle.execute("UPDATE account SET password_hash = ?", old));

    assertEquals(Optional.empty(), open("anna", "another password"));
    assertEquals(List.of(old), hashes());

    assertTrue(open("anna", "old password").isPresent());
    var renewed = hashes();
    assertTrue(renewed.getFirst().startsWith("$argon2id$"), renewed::toString);

    assertTrue(open("anna", "old password").isPresent());
    assertEquals(renewed, hashes());
  }

  @Test
  void anotherRoleHoldsFromTheNextRequestOn() {
    var login = staff.logIn("anna", staff.accounts().add(CALLER, "anna", Role.EVALUATOR), NOON);
    staff.accounts().ensureAdministrator(Optional.empty());

    staff.accounts().giveRole(CALLER, "anna", Role.TECHNICIAN);

    var visitor = staff.logins().holder(login, NOON).orElseThrow();
    assertFalse(visitor.may(Permission.EXPORT_READINGS));
    assertTrue(visitor.may(Permission.READ_UNREGISTERED));
    assertTrue(staff.trail().contains("root command role_changed anna"));
  }

  @Test
  void anAccountThatIsDisabledLetsNobodyInUntilItIsEnabled() {
    staff.accounts().ensureAdministrator(Optional.empty());
    var password = staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    var login = staff.logIn("anna", password, NOON);

    staff.accounts().disable(CALLER, "anna");
    assertEquals(Optional.empty(), staff.logins().holder(login, NOON));
    assertEquals(Optional.empty(), open("anna", password));
    assertEquals(Optional.empty(), byPassword("anna", password));

    staff.accounts().enable(CALLER, "anna");
    assertEquals(Optional.empty(), staff.logins().holder(login, NOON));
    assertTrue(open("anna", password).isPresent());
  }

  @Test
  void aNewPasswordEndsTheLoginsAndTheOldPassword() {
    var old = staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    var login = staff.logIn("anna", old, NOON);

    var renewed = staff.accounts().renewPassword(CALLER, "anna");

    assertEquals(Optional.empty(), staff.logins().holder(login, NOON));
    assertEquals(Optional.empty(), open("anna", old));
    assertTrue(open("anna", renewed).isPresent());
  }

  @Test
  void everyLoginOfAnAccountCanBeEndedAtOnce() {
    var password = staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    var first = staff.logIn("anna", password, NOON);
    var second = staff.logIn("anna", password, NOON);

    assertEquals(2, staff.accounts().endLogins(CALLER, "anna"));

    assertEquals(Optional.empty(), staff.logins().holder(first, NOON));
    assertEquals(Optional.empty(), staff.logins().holder(second, NOON));
    assertEquals("root command logins_ended anna", staff.trail().getLast());
  }

  @Test
  void theLastAdministratorStaysOne() {
    staff.accounts().ensureAdministrator(Optional.empty());
    var before = staff.trail();

    assertThrows(IllegalArgumentException.class, () -> staff.accounts().disable(CALLER, "admin"));
    assertThrows(
        IllegalArgumentException.class,
        () -> staff.accounts().giveRole(CALLER, "admin", Role.ENGINEER));

    assertEquals(before, staff.trail());
    staff.accounts().add(CALLER, "berta", Role.ADMINISTRATOR);
    staff.accounts().disable(CALLER, "admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Anna", "1anna", "anna meyer", "änne", "anna\n"})
  void aNameThatNoAccountCanHaveIsRefusedInWords(String name) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> staff.accounts().add(CALLER, name, Role.ENGINEER));

    assertTrue(refusal.getMessage().contains("a lower-case letter"), refusal.getMessage());
  }

  @Test
  void whoIsThereAlreadyAndWhoIsNotAreNamed() {
    staff.accounts().add(CALLER, "anna", Role.ENGINEER);

    assertThrows(
        IllegalArgumentException.class,
        () -> staff.accounts().add(CALLER, "anna", Role.ADMINISTRATOR));
    assertThrows(
        IllegalArgumentException.class, () -> staff.accounts().renewPassword(CALLER, "bert"));
    assertEquals(List.of("root command account_added anna"), staff.trail());
  }

  @Test
  void theListSaysHowManyLoginsAndTokensAreOpen() {
    staff.logIn("anna", staff.accounts().add(CALLER, "anna", Role.ENGINEER), NOON);
    staff.accounts().add(CALLER, "bert", Role.EVALUATOR);

    var list = staff.accounts().list(NOON);

    assertEquals(
        List.of("anna ENGINEER 1 0", "bert EVALUATOR 0 0"),
        list.stream()
            .map(
                each ->
                    "%s %s %d %d".formatted(each.name(), each.role(), each.logins(), each.tokens()))
            .toList());
  }

  private Optional<String> open(String name, String password) {
    return staff.logins().open(new Attempt(name, password, HERE), NOON);
  }

  private Optional<Visitor> byPassword(String name, String password) {
    return staff.logins().byPassword(new Attempt(name, password, HERE), NOON);
  }

  private List<String> hashes() {
    return staff.texts("SELECT password_hash FROM account");
  }
}
