package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;

class SignOnsIT {

  private static final String ISSUER = "https://sso.example.org/realms/swo";
  private static final String ADDRESS = "192.0.2.7";
  private static final Actor CALLER = Actor.atCommandLine("root");
  private static final String TRAIL =
      "SELECT coalesce(actor, '') || ' ' || way || ' ' || action || ' ' || coalesce(subject, '') FROM audit WHERE origin = '192.0.2.7' ORDER BY id";

  private final Instant now = Instant.now();
  private Riverside riverside;
  private Accounts accounts;
  private SignOns signOns;
  private Logins logins;

  @BeforeEach
  void open() {
    riverside = Riverside.open();
    accounts = new Accounts(riverside.jdbi());
    signOns = new SignOns(riverside.jdbi());
    logins = new Logins(riverside.jdbi());
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void theFirstLoginMakesAnAccountAndTheTrailKnowsIt() {
    var visitor = signIn("4711", "Änne.Müller@swo.example", Role.ENGINEER);

    assertEquals("anne.muller", visitor.account());
    assertEquals(Role.ENGINEER, visitor.role());
    assertEquals(
        List.of(
            "anne.muller sign_on account_added anne.muller",
            "anne.muller sign_on login anne.muller"),
        trail());
  }

  @Test
  void whoIsCalledAsSomebodyHereIsNotThatSomebody() {
    accounts.ensureAdministrator(Optional.of("a password for tests"));

    var visitor = signIn("4711", "admin", Role.TECHNICIAN);

    assertTrue(visitor.account().matches("admin-[0-9a-f]{8}"), visitor.account());
    assertEquals(visitor.account(), signIn("4711", "admin", Role.TECHNICIAN).account());
    assertEquals(
        Role.ADMINISTRATOR,
        accounts.list(now).stream()
            .filter(each -> each.name().equals("admin"))
            .findFirst()
            .orElseThrow()
            .role());
  }

  @Test
  void anAccountIsKnownBySubjectWhateverItIsCalledLater() {
    var before = signIn("4711", "anna", Role.TECHNICIAN);

    assertEquals(before.account(), signIn("4711", "anna-married", Role.TECHNICIAN).account());
    assertEquals("anna-" + mark("4712"), signIn("4712", "anna", Role.TECHNICIAN).account());
  }

  @Test
  void theRoleIsWhatTheProviderSaysAtEachLogin() {
    signIn("4711", "anna", Role.TECHNICIAN);

    assertEquals(Role.EVALUATOR, signIn("4711", "anna", Role.EVALUATOR).role());
    assertTrue(trail().contains("anna sign_on role_changed anna"), trail()::toString);
  }

  @Test
  void whoIsDisabledHereIsNotLetIn() {
    accounts.ensureAdministrator(Optional.of("a password for tests"));
    signIn("4711", "anna", Role.TECHNICIAN);
    accounts.disable(CALLER, "anna");

    assertEquals(
        Optional.empty(), signOns.open(identity("4711", "anna", Role.TECHNICIAN), ADDRESS, now));
    assertTrue(trail().contains("anna sign_on login_failed anna"), trail()::toString);
  }

  @Test
  void thereIsNoPasswordForSuchAnAccount() {
    signIn("4711", "anna", Role.TECHNICIAN);

    var refusal =
        assertThrows(IllegalArgumentException.class, () -> accounts.renewPassword(CALLER, "anna"));

    assertEquals(
        "anna signs in at the organisation's provider and has no password here",
        refusal.getMessage());
    for (var guess : List.of("", "null")) {
      assertEquals(Optional.empty(), logins.open(new Attempt("anna", guess, ADDRESS), now));
    }
  }

  @Test
  void aNameThatIsNoneHereIsMadeOne() {
    assertEquals("someone", signIn("1", "御手洗", Role.TECHNICIAN).account());
    assertEquals("a-b", signIn("2", "007 A / B", Role.TECHNICIAN).account());
    assertEquals(50, signIn("3", "a".repeat(400), Role.TECHNICIAN).account().length());
  }

  private Visitor signIn(String subject, String name, Role role) {
    var token = signOns.open(identity(subject, name, role), ADDRESS, now).orElseThrow();
    return logins.holder(token, now).orElseThrow();
  }

  private static Identity identity(String subject, String name, Role role) {
    return new Identity(ISSUER, subject, Optional.of(name), role);
  }

  private static String mark(String subject) {
    return HexFormat.of().formatHex(Secrets.hash(ISSUER + " " + subject), 0, 4);
  }

  private List<String> trail() {
    return riverside
        .jdbi()
        .withHandle(handle -> handle.createQuery(TRAIL).mapTo(String.class).list());
  }
}
