package pilotfeld.processing.sheet;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which heading stands for which column, in any spelling.
final class ColumnNames<C extends Enum<C> & NamedColumn> {

  // What vendors put around the name: LoRaWAN, OTAA, (HEX).
  private static final Pattern AROUND =
      Pattern.compile(
          "\\([^)]*\\)|\\[[^]]*]|\\blora(wan)?(?![a-z])|\\botaa(?![a-z])|\\bhex(?![a-z])");

  private final Map<String, C> columns = new HashMap<>();

  ColumnNames(Class<C> type) {
    for (var column : type.getEnumConstants()) {
      column.names().forEach(name -> columns.put(name, column));
    }
  }

  /// The column of a heading; empty if it is none of these.
  Optional<C> of(String heading) {
    return Optional.ofNullable(columns.get(plain(heading)));
  }

  private static String plain(String heading) {
    var lower = heading.toLowerCase(Locale.ROOT).replace('_', ' ');
    var german =
        Normalizer.normalize(lower, Normalizer.Form.NFC)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    return AROUND.matcher(german).replaceAll("").replaceAll("[^a-z0-9]", "");
  }
}
