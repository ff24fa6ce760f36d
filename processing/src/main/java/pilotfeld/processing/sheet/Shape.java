package pilotfeld.processing.sheet;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a value looks like, in words that give nothing of it away: columns may be mixed up, and a
/// key stand anywhere.
public final class Shape {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+([.,][0-9]+)?e[+-][0-9]+");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  // No number of a vendor is as long; a key may have lost some digits.
  private static final Pattern LIKE_KEY = Pattern.compile(".*[0-9a-f]{26}.*");

  // As in {0x2B, 0x7E, …} and 2B-7E-….
  private static final Pattern BETWEEN = Pattern.compile("0x|[-:{}\\[\\], ]");

  private Shape() {}

  /// The digits of a key in any common spelling, in lower case.
  public static String digits(String key) {
    return BETWEEN.matcher(key.strip().toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /// In words.
  public static String of(String value) {
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
  public static boolean isLikeKey(String value) {
    return LIKE_KEY.matcher(digits(value)).matches();
  }

  private static String plain(String value) {
    return value.strip().toLowerCase(Locale.ROOT).replaceAll("[-: ]", "");
  }
}
