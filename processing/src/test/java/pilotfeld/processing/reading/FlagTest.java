package pilotfeld.processing.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pilotfeld.processing.reading.Flag.FAIL;
import static pilotfeld.processing.reading.Flag.MISSING;
import static pilotfeld.processing.reading.Flag.NOT_EVALUATED;
import static pilotfeld.processing.reading.Flag.PASS;
import static pilotfeld.processing.reading.Flag.SUSPECT;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlagTest {

  @Test
  void flagsAggregateAsInTheReferenceOfQartod() {
    // ioos/ioos_qc, tests/test_qartod.py: qartod_compare.
    assertEquals(
        List.of(1, 3, 3, 4, 3, 1, 2, 9),
        aggregate(
            List.of(
                List.of(1, 1, 1, 9, 1, 1, 9, 9),
                List.of(2, 1, 1, 1, 1, 1, 9, 9),
                List.of(1, 3, 3, 4, 3, 1, 2, 9))));
  }

  @Test
  void precedenceRisesFromMissingOverNotEvaluatedAndPassToSuspectAndFail() {
    var rising = List.of(MISSING, NOT_EVALUATED, PASS, SUSPECT, FAIL);

    for (var lower = 0; lower < rising.size(); lower++) {
      for (var upper = lower; upper < rising.size(); upper++) {
        assertEquals(rising.get(upper), rising.get(lower).and(rising.get(upper)));
        assertEquals(rising.get(upper), rising.get(upper).and(rising.get(lower)));
      }
    }
  }

  @Test
  void everyFlagIsFoundByItsNumber() {
    Stream.of(Flag.values()).forEach(flag -> assertEquals(flag, Flag.of(flag.code())));
    assertEquals(List.of(9, 2, 1, 3, 4), Stream.of(Flag.values()).map(Flag::code).toList());
  }

  @Test
  void aNumberWithoutAFlagIsRefusedByName() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Flag.of(5));

    assertEquals("no flag has the number 5", refusal.getMessage());
  }

  private static List<Integer> aggregate(List<List<Integer>> tests) {
    return IntStream.range(0, tests.getFirst().size())
        .mapToObj(index -> tests.stream().map(test -> Flag.of(test.get(index))))
        .map(flags -> flags.reduce(MISSING, Flag::and).code())
        .toList();
  }
}
