package pilotfeld.processing.sheet;

import java.util.Set;

/// A column of a kind of sheet.
public interface NamedColumn {

  /// As messages call it.
  String title();

  /// How a heading may call it: small letters and digits alone, umlauts as in `geraet`.
  Set<String> names();
}
