package pilotfeld.processing.envelope;

import static java.util.stream.Collectors.joining;

/// The bytes are not what they should be. Stays inside the package: callers are given an
/// `Unreadable`.
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1;
  private static final int QUOTE_LIMIT = 60;

  UnreadableException(String message) {
    super(message, null, false, false);
  }

  /// A piece of foreign text, short enough and harmless to show.
  static String quoted(String foreign) {
    var shown = foreign.length() <= QUOTE_LIMIT ? foreign : foreign.substring(0, QUOTE_LIMIT) + "…";
    return shown
        .codePoints()
        .mapToObj(point -> Character.isISOControl(point) ? "\uFFFD" : Character.toString(point))
        .collect(joining("", "“", "”"));
  }
}
