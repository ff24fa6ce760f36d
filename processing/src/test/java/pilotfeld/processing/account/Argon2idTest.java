package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {

  // Of the reference implementation's tests, src/test.c of P-H-C/phc-winner-argon2, version 0x13.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void publishedHashesMatchTheirPasswordAndNoOther(String hash) {
    assertTrue(Argon2id.matches("password", hash));
    assertFalse(Argon2id.matches("Password", hash));
    assertTrue(Argon2id.isOutdated(hash));
  }

  @Test
  void aNewHashHasTheCostThatOwaspAsksForAndASaltOfItsOwn() {
    var hash = Argon2id.hash("correct horse");

    assertTrue(hash.matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}"), hash);
    assertTrue(Argon2id.matches("correct horse", hash));
    assertFalse(Argon2id.matches("correct horse ", hash));
    assertFalse(Argon2id.isOutdated(hash));
    assertNotEquals(hash, Argon2id.hash("correct horse"));
  }

  @Test
  void nobodysHashCostsAsMuchAndMatchesNothing() {
    var hash = Argon2id.ofNobody();

    assertTrue(Argon2id.isOne(hash));
    assertFalse(Argon2id.isOutdated(hash));
    assertFalse(Argon2id.matches("", hash));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
        "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void whatIsNoneIsToldSo(String hash) {
    assertFalse(Argon2id.isOne(hash));
    assertThrows(IllegalArgumentException.class, () -> Argon2id.matches("password", hash));
  }

  @Test
  void aPasswordIsLookedAtToItsLastByte() {
    var start = "ü".repeat(Attempt.LENGTH_LIMIT - 1);
    var hash = Argon2id.hash(start + "a");

    assertFalse(Argon2id.matches(start + "b", hash));
    assertTrue(Argon2id.matches(start + "a", hash));
  }
}
