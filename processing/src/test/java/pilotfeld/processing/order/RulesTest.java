package pilotfeld.processing.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.order.ContactRule.Silence;

class RulesTest {

  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void aBatteryIsLowAfterThreeReadingsBelowTheBound() {
    assertFalse(BatteryRule.isLow(List.of(2.2, 2.2), 2.3, false));
    assertTrue(BatteryRule.isLow(List.of(2.2, 2.2, 2.2), 2.3, false));
    assertFalse(BatteryRule.isLow(List.of(2.2, 2.4, 2.2, 2.2), 2.3, false));
    assertFalse(BatteryRule.isLow(List.of(2.3, 2.3, 2.3), 2.3, false));
  }

  @Test
  void itIsGoodAgainAfterTwelveThatAreNot() {
    assertTrue(BatteryRule.isLow(Collections.nCopies(11, 3.0), 2.3, true));
    assertFalse(BatteryRule.isLow(Collections.nCopies(12, 3.0), 2.3, true));
    var cold = Stream.concat(Collections.nCopies(11, 3.0).stream(), Stream.of(2.2)).toList();
    assertTrue(BatteryRule.isLow(cold, 2.3, true));
  }

  @Test
  void aDeviceIsSilentAfterThreeOfItsIntervals() {
    var silence = new Silence(NOON, TEN_MINUTES);

    assertFalse(silence.isTooLong(NOON.plus(Duration.ofMinutes(30))));
    assertTrue(silence.isTooLong(NOON.plus(Duration.ofMinutes(30)).plusSeconds(1)));
  }

  @Test
  void whereMostAreSilentNoneIsToBlame() {
    var later = NOON.plus(Duration.ofHours(1));
    var silent = new Silence(NOON, TEN_MINUTES);
    var heard = new Silence(later, TEN_MINUTES);

    assertFalse(ContactRule.isOutage(List.of(silent, silent, silent), later));
    assertFalse(ContactRule.isOutage(List.of(silent, silent, heard, heard), later));
    assertTrue(ContactRule.isOutage(List.of(silent, silent, silent, heard), later));
  }

  // The example of the standard's libraries.
  @Test
  void aSignatureIsThatOfTheStandard() {
    var secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        secret.signature(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1614265330),
            "{\"test\": 2432232314}"));
  }

  @Test
  void aSecretThatIsTooShortOrNoBase64IsNone() {
    for (var text :
        List.of("whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%")) {
      assertTrue(WebhookSecret.parse(text).isEmpty(), text);
    }
  }

  @Test
  void everyStatusHasItsConsequence() {
    assertEquals("Sent", consequence(204));
    assertEquals("Away", consequence(401));
    assertEquals("Away", consequence(404));
    assertEquals("Away", consequence(429));
    assertEquals("Away", consequence(503));
    assertEquals("Later", consequence(500));
    assertEquals("Refused", consequence(302));
    assertEquals("Refused", consequence(400));
    assertEquals("Refused", consequence(410));
    assertEquals("Refused", consequence(422));
  }

  private static String consequence(int status) {
    return WorkOrderSender.answer(status).getClass().getSimpleName();
  }
}
