package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Permission.EXPORT_READINGS;
import static pilotfeld.processing.account.Permission.READ_QUARANTINE;
import static pilotfeld.processing.account.Permission.READ_REMARKS;
import static pilotfeld.processing.account.Staff.CALLER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final Instant TOMORROW = Instant.parse("2026-07-19T12:00:00Z");

  private final Staff staff = new Staff();

  @BeforeEach
  void add() {
    staff.accounts().ensureAdministrator(Optional.of("a password for tests"));
    staff.accounts().add(CALLER, "anna", Role.ENGINEER);
  }

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void aTokenIsForItsScopeAndForNothingElseOfTheRole() {
    var visitor = holder(create(Set.of(EXPORT_READINGS)), NOON).orElseThrow();

    assertTrue(visitor.may(EXPORT_READINGS));
    assertFalse(visitor.may(READ_QUARANTINE));
    assertEquals(
        new Actor(Optional.of("anna"), Actor.Way.TOKEN, "192.0.2.1"), visitor.at("192.0.2.1"));
  }

  @Test
  void aTokenIsNeverForMoreThanTheRoleOfItsAccountAtThatMoment() {
    var made = create(Set.of(EXPORT_READINGS, READ_QUARANTINE, READ_REMARKS));

    staff.accounts().giveRole(CALLER, "anna", Role.EVALUATOR);

    assertEquals(
        Set.of(EXPORT_READINGS, READ_REMARKS), holder(made, NOON).orElseThrow().permissions());
  }

  @Test
  void aTokenEndsAtItsTime() {
    var made = create(Set.of(READ_REMARKS));

    assertTrue(holder(made, TOMORROW.minusSeconds(1)).isPresent());
    assertEquals(Optional.empty(), holder(made, TOMORROW));
  }

  @Test
  void aTokenThatIsRevokedOpensNothing() {
    var made = create(Set.of(READ_REMARKS));

    assertEquals(Optional.of("anna"), staff.tokens().revoke(CALLER, made.id(), NOON));
    assertEquals(Optional.empty(), staff.tokens().revoke(CALLER, made.id(), NOON));

    assertEquals(Optional.empty(), holder(made, NOON));
    assertEquals(
        List.of("root command token_created anna", "root command token_revoked anna"),
        staff.trail().subList(2, 4));
  }

  @Test
  void theTokensOfADisabledAccountStayRevoked() {
    var made = create(Set.of(READ_REMARKS));

    staff.accounts().disable(CALLER, "anna");
    assertEquals(Optional.empty(), holder(made, NOON));

    staff.accounts().enable(CALLER, "anna");
    assertEquals(Optional.empty(), holder(made, NOON));
  }

  @Test
  void whatIsKeptOpensNothing() {
    var made = create(Set.of(READ_REMARKS));

    for (var table : List.of("access_token", "audit")) {
      assertFalse(
          staff.texts("SELECT t::text FROM " + table + " t").stream()
              .anyMatch(row -> row.contains(made.text())));
    }
    assertFalse(made.toString().contains(made.text()));
  }

  @Test
  void theListSaysWhatATokenIsForAndWhenItWasUsed() {
    var made = create(Set.of(READ_REMARKS));
    holder(made, NOON.plusSeconds(60));
    holder(made, NOON.plusSeconds(120));

    var listed = staff.tokens().list(Optional.of("anna")).getFirst();

    assertEquals(Set.of(READ_REMARKS), listed.scope());
    assertEquals(TOMORROW, listed.expiresAt());
    assertEquals(Optional.of(NOON.plusSeconds(60)), listed.usedAt());
    assertEquals(List.of(), staff.tokens().list(Optional.of("admin")));
  }

  @Test
  void whatATokenCannotBeIsRefusedInWords() {
    assertRefused("anna is engineer and may not: export-audit", Permission.EXPORT_AUDIT, TOMORROW);
    assertRefused("a token must end after now and within 366 days", READ_REMARKS, NOON);
    assertRefused(
        "a token must end after now and within 366 days",
        READ_REMARKS,
        NOON.plus(Tokens.LIFETIME_LIMIT).plusSeconds(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TokenWish("anna", " ", Set.of(READ_REMARKS), TOMORROW));
    assertThrows(
        IllegalArgumentException.class, () -> new TokenWish("anna", "none", Set.of(), TOMORROW));
  }

  @Test
  void anAccountHasOnlySoManyTokensThatOpenSomething() {
    for (var number = 0; number < Tokens.LIMIT; number++) {
      create(Set.of(READ_REMARKS));
    }

    assertRefused(
        "anna has 20 tokens: revoke one that is not needed any more", READ_REMARKS, TOMORROW);
  }

  private void assertRefused(String words, Permission permission, Instant until) {
    var wish = new TokenWish("anna", "report", Set.of(permission), until);

    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> staff.tokens().create(CALLER, wish, NOON));

    assertEquals(words, refusal.getMessage());
  }

  private TokenMade create(Set<Permission> scope) {
    return staff.tokens().create(CALLER, new TokenWish("anna", "report", scope, TOMORROW), NOON);
  }

  private Optional<Visitor> holder(TokenMade made, Instant now) {
    return staff.tokens().holder(made.text(), now);
  }
}
