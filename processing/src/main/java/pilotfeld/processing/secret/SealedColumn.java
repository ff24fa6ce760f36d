package pilotfeld.processing.secret;

/// A column of the database that holds what a [MasterSecret] sealed.
///
/// @param id column that tells the rows apart
/// @param column the sealed bytes, or null
/// @param prefix what stands before the id in what the bytes were sealed for
public record SealedColumn(String table, String id, String column, String prefix) {

  /// What the bytes of a row are sealed for.
  public String about(String row) {
    return prefix + row;
  }

  /// As people find it.
  @Override
  public String toString() {
    return table + "." + column;
  }
}
