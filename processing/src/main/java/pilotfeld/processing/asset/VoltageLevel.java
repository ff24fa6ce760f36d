package pilotfeld.processing.asset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The level of the network that an asset belongs to.
enum VoltageLevel {
  LOW,
  MEDIUM,
  HIGH,
  EXTRA_HIGH;

  // The limits of EN 50160: low voltage up to 1 kV, medium up to 36 kV, high up to 150 kV.
  private static final double LOW_LIMIT_KILOVOLTS = 1;
  private static final double MEDIUM_LIMIT_KILOVOLTS = 36;
  private static final double HIGH_LIMIT_KILOVOLTS = 150;

  private static final Pattern RATED =
      Pattern.compile("(?<number>\\d{1,6}(?:[.,]\\d{1,3})?) ?(?<unit>k?V)");
  private static final Map<String, VoltageLevel> WORDS =
      Map.ofEntries(
          Map.entry("low", LOW),
          Map.entry("ns", LOW),
          Map.entry("niederspannung", LOW),
          Map.entry("medium", MEDIUM),
          Map.entry("ms", MEDIUM),
          Map.entry("mittelspannung", MEDIUM),
          Map.entry("high", HIGH),
          Map.entry("hs", HIGH),
          Map.entry("hochspannung", HIGH),
          Map.entry("extrahigh", EXTRA_HIGH),
          Map.entry("hoes", EXTRA_HIGH),
          Map.entry("hoechstspannung", EXTRA_HIGH));

  /// Reads `medium`, `Mittelspannung`, `MS` or `10 kV`; empty if it is none of these.
  static Optional<VoltageLevel> read(String text) {
    var rated = RATED.matcher(text.strip());
    if (!rated.matches()) {
      return Optional.ofNullable(WORDS.get(Folded.of(text)));
    }
    var number = Double.parseDouble(rated.group("number").replace(',', '.'));
    return Optional.of(of(rated.group("unit").equals("kV") ? number : number / 1000));
  }

  private static VoltageLevel of(double kilovolts) {
    if (kilovolts <= LOW_LIMIT_KILOVOLTS) {
      return LOW;
    }
    if (kilovolts <= MEDIUM_LIMIT_KILOVOLTS) {
      return MEDIUM;
    }
    return kilovolts <= HIGH_LIMIT_KILOVOLTS ? HIGH : EXTRA_HIGH;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
