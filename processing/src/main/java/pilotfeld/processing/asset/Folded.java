package pilotfeld.processing.asset;

import java.util.Locale;

/// Words as they compare: `Geogr. Länge` and `geogr_laenge` are the same.
final class Folded {

  private Folded() {}

  static String of(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("ß", "ss")
        .replaceAll("[^a-z0-9]", "");
  }
}
