package pilotfeld.processing.delivery;

import pilotfeld.processing.sheet.Entries;
import pilotfeld.processing.sheet.Sheet;

/// What a vendor's list of devices says: CSV with a line that names the columns, of which DevEUI
/// must be there and JoinEUI, AppKey, model and serial may be. Separator, encoding and the names of
/// the columns, German or English, are found out.
public final class DeliveryFile {

  /// Most bytes of a list.
  public static final int BYTES_LIMIT = Sheet.BYTES_LIMIT;

  /// Most devices of a list.
  public static final int DEVICES_LIMIT = Sheet.DEVICES_LIMIT;

  private DeliveryFile() {}

  /// Reads a list.
  public static Entries<Delivered> read(byte[] file) {
    return switch (Sheet.read(file, Column.class, Column.DEV_EUI)) {
      case Sheet.Unreadable<Column>(var why) -> new Entries.Unreadable<>(why);
      case Sheet.Lines<Column> lines -> Entries.of(lines, new LineReader()::device);
    };
  }
}
