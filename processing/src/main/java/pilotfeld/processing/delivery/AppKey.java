package pilotfeld.processing.delivery;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.sheet.Shape;

/// The root key with which a device joins its network: 128 bits, never shown by `toString`.
///
/// @param hex thirty-two lower-case hex digits
public record AppKey(String hex) {

  private static final Pattern HEX_32 = Pattern.compile("[0-9a-f]{32}");

  public AppKey {
    if (!HEX_32.matcher(hex).matches()) {
      throw new IllegalArgumentException("an AppKey has 32 hexadecimal digits");
    }
  }

  /// From any common spelling; empty if it is no key.
  static Optional<AppKey> parse(String text) {
    var hex = Shape.digits(text);
    return HEX_32.matcher(hex).matches() ? Optional.of(new AppKey(hex)) : Optional.empty();
  }

  static AppKey of(byte[] bytes) {
    return new AppKey(HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /// Nothing but zeros or ones stands where somebody has left a key out.
  boolean isPlaceholder() {
    return hex.chars().distinct().count() == 1;
  }

  @Override
  public String toString() {
    return "an AppKey";
  }
}
