package pilotfeld.processing.delivery;

import static java.util.Objects.requireNonNull;

import java.util.List;
import pilotfeld.processing.sheet.LineFault;
import pilotfeld.processing.sheet.Sheet;

/// What a vendor's list of devices says: CSV with a line that names the columns, of which DevEUI
/// must be there and JoinEUI, AppKey, model and serial may be. Separator, encoding and the names of
/// the columns, German or English, are found out.
public sealed interface DeliveryFile {

  /// Most bytes of a list.
  int BYTES_LIMIT = Sheet.BYTES_LIMIT;

  /// Most devices of a list.
  int DEVICES_LIMIT = Sheet.DEVICES_LIMIT;

  /// It could be read.
  ///
  /// @param devices of the lines that are in order, in their order
  /// @param faults of the others
  /// @param leftOut names of columns that are not looked at
  record Lines(List<Delivered> devices, List<LineFault> faults, List<String> leftOut)
      implements DeliveryFile {

    public Lines {
      devices = List.copyOf(devices);
      faults = List.copyOf(faults);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// It is no such list.
  ///
  /// @param why what is wrong, and what to do
  record Unreadable(String why) implements DeliveryFile {

    public Unreadable {
      requireNonNull(why, "why");
    }
  }

  /// Reads a list.
  static DeliveryFile read(byte[] file) {
    return switch (Sheet.read(file, Column.class, Column.DEV_EUI)) {
      case Sheet.Unreadable<Column>(var why) -> new Unreadable(why);
      case Sheet.Lines<Column>(var lines, _, var leftOut) -> {
        var reader = new LineReader();
        lines.forEach(reader::add);
        yield reader.read(leftOut);
      }
    };
  }
}
