package pilotfeld.processing.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pilotfeld.processing.reading.QualityTest.CLIMATOLOGY;
import static pilotfeld.processing.reading.QualityTest.GROSS_RANGE;
import static pilotfeld.processing.reading.QualityTest.SPIKE;
import static pilotfeld.processing.reading.QualityTest.TIME_SOURCE;

import org.junit.jupiter.api.Test;

class TestFlagsTest {

  @Test
  void eachTestHasFourBitsOfItsOwn() {
    var flags = TestFlags.NONE.with(GROSS_RANGE, Flag.PASS).with(SPIKE, Flag.FAIL);

    assertEquals(0x41, flags.packed());
    assertEquals(0x9000041, flags.with(TIME_SOURCE, Flag.MISSING).packed());
  }

  @Test
  void everyFlagOfEveryTestIsReadAsItWasSet() {
    for (var test : QualityTest.values()) {
      for (var flag : Flag.values()) {
        assertEquals(flag, TestFlags.NONE.with(test, flag).of(test));
      }
    }
  }

  @Test
  void aTestThatIsSetAgainKeepsTheLaterFlagAndLeavesTheOthersAlone() {
    var flags =
        TestFlags.NONE
            .with(GROSS_RANGE, Flag.FAIL)
            .with(SPIKE, Flag.SUSPECT)
            .with(CLIMATOLOGY, Flag.PASS)
            .with(SPIKE, Flag.PASS);

    assertEquals(Flag.FAIL, flags.of(GROSS_RANGE));
    assertEquals(Flag.PASS, flags.of(SPIKE));
    assertEquals(Flag.PASS, flags.of(CLIMATOLOGY));
  }

  @Test
  void aTestThatIsNotConfiguredHasNoFlag() {
    assertFalse(TestFlags.NONE.has(SPIKE));
    assertThrows(IllegalArgumentException.class, () -> TestFlags.NONE.of(SPIKE));
  }

  @Test
  void theWorstTestFlagsTheValue() {
    var flags = TestFlags.NONE.with(GROSS_RANGE, Flag.PASS).with(SPIKE, Flag.SUSPECT);

    assertEquals(Flag.SUSPECT, flags.aggregate());
    assertEquals(Flag.FAIL, flags.with(CLIMATOLOGY, Flag.FAIL).aggregate());
  }

  @Test
  void oneTestThatPassedSpeaksForThoseThatCouldNotBeMade() {
    assertEquals(
        Flag.PASS,
        TestFlags.NONE.with(GROSS_RANGE, Flag.PASS).with(SPIKE, Flag.NOT_EVALUATED).aggregate());
  }

  @Test
  void aValueWithoutAnyTestIsNotEvaluated() {
    assertEquals(Flag.NOT_EVALUATED, TestFlags.NONE.aggregate());
  }

  @Test
  void aKnownTimeSaysNothingOfTheValueButADoubtfulOneMakesItSuspect() {
    assertEquals(Flag.NOT_EVALUATED, TestFlags.NONE.with(TIME_SOURCE, Flag.PASS).aggregate());
    assertEquals(
        Flag.SUSPECT,
        TestFlags.NONE.with(TIME_SOURCE, Flag.SUSPECT).with(GROSS_RANGE, Flag.PASS).aggregate());
  }
}
