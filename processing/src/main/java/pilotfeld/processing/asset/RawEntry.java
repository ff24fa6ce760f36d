package pilotfeld.processing.asset;

import java.util.Map;

/// One line or feature of a register, with its words as they stand there.
///
/// @param where such as `line 5`
/// @param texts of the columns that the file has; blank for one that is empty
record RawEntry(String where, Map<Column, String> texts) {

  RawEntry {
    texts = Map.copyOf(texts);
  }

  /// The text of a column; blank if the file does not have it.
  String text(Column column) {
    return texts.getOrDefault(column, "").strip();
  }
}
