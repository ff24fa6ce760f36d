package pilotfeld.processing.reading;

import java.util.List;

/// Which quality test set which flag, packed into four bits each; 0 where the test is not
/// configured.
///
/// @param packed bits `4 * test.ordinal()` and the three above
public record TestFlags(int packed) {

  /// No test is configured.
  public static final TestFlags NONE = new TestFlags(0);

  private static final List<QualityTest> ON_ARRIVAL =
      List.of(QualityTest.GROSS_RANGE, QualityTest.TIME_SOURCE);

  /// The same flags, with that of one test set.
  public TestFlags with(QualityTest test, Flag flag) {
    var shift = 4 * test.ordinal();
    return new TestFlags(packed & ~(15 << shift) | flag.code() << shift);
  }

  /// Whether the test is configured for the value.
  public boolean has(QualityTest test) {
    return code(test) != 0;
  }

  /// @throws IllegalArgumentException if the test is not configured
  public Flag of(QualityTest test) {
    return Flag.of(code(test));
  }

  /// Only the flags that are set when a value arrives, as they need no neighbours.
  public TestFlags onArrival() {
    var flags = NONE;
    for (var test : ON_ARRIVAL) {
      flags = has(test) ? flags.with(test, of(test)) : flags;
    }
    return flags;
  }

  /// The flag of the value. That a time is known says nothing of the value, so the test of the time
  /// counts only where it is in doubt.
  public Flag aggregate() {
    var flag = Flag.MISSING;
    for (var test : QualityTest.values()) {
      if (has(test) && !(test == QualityTest.TIME_SOURCE && of(test) == Flag.PASS)) {
        flag = flag.and(of(test));
      }
    }
    return flag == Flag.MISSING ? Flag.NOT_EVALUATED : flag;
  }

  private int code(QualityTest test) {
    return packed >> 4 * test.ordinal() & 15;
  }
}
