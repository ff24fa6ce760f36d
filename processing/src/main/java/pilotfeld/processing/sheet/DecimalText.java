package pilotfeld.processing.sheet;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Numbers as German and English exports write them.
public final class DecimalText {

  private static final int LENGTH_LIMIT = 40;

  // A single group, as in 434.567, may as well be a decimal point: it is read as one, and what it
  // then says is in no plausible place.
  private static final Pattern GROUPED =
      Pattern.compile("[+-]?\\d{1,3}(?:(?:\\.\\d{3})+,\\d+|(?:\\.\\d{3}){2,})");
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?(?:[eE][+-]?\\d{1,3})?");

  private DecimalText() {}

  /// Reads `8.0472`, `8,0472`, `5.791.234,56` and `5.791.234`; empty for anything else.
  public static OptionalDouble read(String text) {
    var stripped = text.strip();
    if (stripped.length() > LENGTH_LIMIT) {
      return OptionalDouble.empty();
    }
    if (GROUPED.matcher(stripped).matches()) {
      return read(stripped.replace(".", ""));
    }
    return PLAIN.matcher(stripped).matches()
        ? OptionalDouble.of(Double.parseDouble(stripped.replace(',', '.')))
        : OptionalDouble.empty();
  }
}
