package pilotfeld.processing.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterSecretTest {

  private static final byte[] PLAIN = "a key of 22 characters".getBytes();

  private final MasterSecret secret = MasterSecret.parse(MasterSecret.random()).orElseThrow();

  @Test
  void whatWasSealedIsOpenedAgain() {
    assertArrayEquals(PLAIN, secret.open(secret.seal(PLAIN, "gauge-1"), "gauge-1").orElseThrow());
  }

  @Test
  void theSameBytesAreNeverSealedAlike() {
    assertFalse(Arrays.equals(secret.seal(PLAIN, "gauge-1"), secret.seal(PLAIN, "gauge-1")));
  }

  @Test
  void whatBelongsToOneDeviceIsOpenedForNoOther() {
    assertEquals(Optional.empty(), secret.open(secret.seal(PLAIN, "gauge-1"), "gauge-2"));
  }

  @Test
  void anotherSecretOpensNothing() {
    var another = MasterSecret.parse(MasterSecret.random()).orElseThrow();

    assertEquals(Optional.empty(), another.open(secret.seal(PLAIN, "gauge-1"), "gauge-1"));
  }

  @Test
  void noByteCanBeAlteredAndNoneLeftOut() {
    var sealed = secret.seal(PLAIN, "gauge-1");

    for (var place = 0; place < sealed.length; place++) {
      var altered = sealed.clone();
      altered[place] ^= 1;
      assertEquals(Optional.empty(), secret.open(altered, "gauge-1"), "byte " + place);
      assertEquals(Optional.empty(), secret.open(Arrays.copyOf(sealed, place), "gauge-1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no base64 at all, is it?",
        "MDEyMzQ1Njc4OWFiY2RlZg==",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYw"
      })
  void onlyThirtyTwoBytesInBase64AreASecret(String text) {
    assertTrue(MasterSecret.parse(text).isEmpty(), text);
  }
}
