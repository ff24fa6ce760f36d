package pilotfeld.processing.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EuiTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "70b3d57ba0000001",
        "70B3D57BA0000001",
        "70-B3-D5-7B-A0-00-00-01",
        "70:b3:d5:7b:a0:00:00:01",
        "70B3D57B A0000001",
        " 70b3d57ba0000001\n"
      })
  void everyCommonSpellingOfAnEuiIsTheSameDevice(String spelling) {
    assertEquals(Optional.of("70b3d57ba0000001"), Eui.canonical(spelling));
    assertEquals(Optional.of("70b3d57ba0000001"), Eui.device(spelling));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "70b3d57ba000000",
        "70b3d57ba00000011",
        "70b3d57ba000000g",
        "0x70b3d57ba0000001"
      })
  void whatIsNotSixteenHexDigitsIsNoEui(String text) {
    assertEquals(Optional.empty(), Eui.canonical(text));
  }

  @Test
  void aDeviceWithoutAnEuiHasANameInLowerCase() {
    assertEquals(Optional.of("gauge-hase.1_a"), Eui.device("Gauge-Hase.1_A"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-gauge", ".gauge", "a gauge", "pegel/1", "gauge\0", "pegel-säule"})
  void aNameThatCouldNotStandInATopicOrTableIsRefused(String name) {
    assertEquals(Optional.empty(), Eui.device(name));
  }

  @Test
  void aNameHasAtMostSixtyThreeCharacters() {
    assertEquals(Optional.of("g".repeat(63)), Eui.device("g".repeat(63)));
    assertEquals(Optional.empty(), Eui.device("g".repeat(64)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "70b3d57ba000000",
        "70B3D57BA00000011",
        "70-b3-d5-7b-a0-00-00-0",
        "7.0b3d57ba000000"
      })
  void aDigitTooManyOrTooFewMakesAnEuiAMistypedOne(String text) {
    assertTrue(Eui.isMistyped(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"70b3d57ba0000001", "70b3d57ba00000", "861234567890123", "gauge-hase-0001", ""})
  void anEuiAnImeiAndANameOfAnotherLengthAreNotMistyped(String text) {
    assertFalse(Eui.isMistyped(text));
  }
}
