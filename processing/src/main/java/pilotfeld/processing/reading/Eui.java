package pilotfeld.processing.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Brings EUIs, device addresses and names of devices into their one canonical form.
public final class Eui {

  private static final Pattern HEX_16 = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern HEX_15_OR_17 = Pattern.compile("[0-9a-f]{15}|[0-9a-f]{17}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private Eui() {}

  /// Sixteen lower-case hex digits, from any common spelling (`AA-BB-…`, `aa:bb:…`), or empty if it
  /// is no EUI-64.
  public static Optional<String> canonical(String text) {
    var hex = text.strip().toLowerCase(Locale.ROOT).replaceAll("[-: ]", "");
    return HEX_16.matcher(hex).matches() ? Optional.of(hex) : Optional.empty();
  }

  /// Whether somebody seems to have meant an EUI-64 and written a digit too many or too few.
  /// Fifteen decimal digits are an IMEI, which may well name a sensor.
  public static boolean isMistyped(String text) {
    var hex = text.strip().toLowerCase(Locale.ROOT).replaceAll("[-:. ]", "");
    return HEX_15_OR_17.matcher(hex).matches() && !DECIMAL.matcher(hex).matches();
  }

  /// The id of a device: its DevEUI, else its own name in lower case; empty if it is neither.
  public static Optional<String> device(String text) {
    var name = text.strip().toLowerCase(Locale.ROOT);
    return canonical(text).or(() -> Optional.of(name).filter(each -> NAME.matcher(each).matches()));
  }
}
