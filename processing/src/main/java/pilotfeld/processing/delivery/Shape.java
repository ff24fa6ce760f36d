package pilotfeld.processing.delivery;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a value looks like, in words that give nothing of it away: columns may be mixed up, and a
/// key stand anywhere.
final class Shape {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+([.,][0-9]+)?e[+-][0-9]+");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  // No number of a vendor is as long; a key may have lost some digits.
  private static final Pattern LIKE_KEY = Pattern.compile(".*[0-9a-f]{26}.*");

  private Shape() {}

  static String of(String value) {
    var plain = plain(value);
    if (NUMBER.matcher(value.strip().toLowerCase(Locale.ROOT)).matches()) {
      return "a number that a spreadsheet has rounded: export the column as text";
    }
    if (KEY.matcher(plain).matches()) {
      return "32 hexadecimal digits, as a key has: are columns mixed up?";
    }
    return HEX.matcher(plain).matches()
        ? plain.length() + " hexadecimal digits"
        : value.length() + " characters, not all of them hexadecimal digits";
  }

  /// Whether it may be a key, and so must not be kept or shown.
  static boolean isLikeKey(String value) {
    return LIKE_KEY.matcher(AppKey.digits(value)).matches();
  }

  private static String plain(String value) {
    return value.strip().toLowerCase(Locale.ROOT).replaceAll("[-: ]", "");
  }
}
