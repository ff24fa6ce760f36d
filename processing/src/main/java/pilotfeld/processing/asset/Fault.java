package pilotfeld.processing.asset;

/// Something in a register's file that cannot be taken.
///
/// @param where such as `line 5` or `feature 3`
/// @param field its heading
/// @param what is wrong with it, and what belongs there
public record Fault(String where, String field, String what) {

  private static final int SHOWN_LIMIT = 60;

  /// A text of the file as it can be shown: its beginning, without line breaks.
  static String quoted(String text) {
    var line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN_LIMIT
        ? "“" + line + "”"
        : "“" + line.substring(0, SHOWN_LIMIT) + "…”";
  }

  @Override
  public String toString() {
    return "%s, %s: %s".formatted(where, field, what);
  }
}
