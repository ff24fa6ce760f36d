package pilotfeld.processing.http;

import java.util.regex.Pattern;

/// What stands behind the question mark of an address.
public final class Parameters {

  // Vert.x throws on these wherever it decodes a part of them.
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?!\\p{XDigit}{2})");

  private Parameters() {}

  /// Whether an address can be decoded.
  public static boolean isAddress(String uri) {
    return !STRAY_PERCENT.matcher(uri).find();
  }
}
