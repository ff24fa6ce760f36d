package pilotfeld.processing.reading;

/// QARTOD's flag of a value; the greater precedence wins where several tests speak.
public enum Flag {
  /// No value where one belongs.
  MISSING(9),
  /// The test could not be made, or not yet.
  NOT_EVALUATED(2),
  /// Passed every test that was made.
  PASS(1),
  /// Unlikely; look at it before use.
  SUSPECT(3),
  /// Wrong.
  FAIL(4);

  private final int code;

  Flag(int code) {
    this.code = code;
  }

  /// QARTOD's number of the flag.
  public int code() {
    return code;
  }

  /// @throws IllegalArgumentException if QARTOD has no such number
  public static Flag of(int code) {
    for (var flag : values()) {
      if (flag.code == code) {
        return flag;
      }
    }
    throw new IllegalArgumentException("no flag has the number " + code);
  }

  /// The flag that stands for both: of 9, 2, 1, 3, 4 the later one.
  public Flag and(Flag other) {
    return ordinal() >= other.ordinal() ? this : other;
  }
}
