package pilotfeld.processing.delivery;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.util.List;

/// What a vendor's list of devices says: CSV with a line that names the columns, of which DevEUI
/// must be there and JoinEUI, AppKey, model and serial may be. Separator, encoding and the names of
/// the columns, German or English, are found out.
public sealed interface DeliveryFile {

  /// Most bytes of a list.
  int BYTES_LIMIT = 8 << 20;

  /// Most devices of a list.
  int DEVICES_LIMIT = 20_000;

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
    if (file.length > BYTES_LIMIT) {
      return new Unreadable(
          "it has %d bytes, at most %d are read: divide it".formatted(file.length, BYTES_LIMIT));
    }
    if (file.length > 1 && file[0] == 'P' && file[1] == 'K') {
      return new Unreadable("it is a workbook of a spreadsheet: save it as CSV");
    }
    var text = DeliveryText.of(file);
    var heading = Heading.find(text);
    if (heading.isEmpty()) {
      return new Unreadable(
          "none of its first %d lines names a column DevEUI: put DevEUI, JoinEUI, AppKey, model and serial in the first line, separated as the others are"
              .formatted(Heading.LINES_ABOVE_LIMIT + 1));
    }
    return heading
        .get()
        .fault()
        .<DeliveryFile>map(Unreadable::new)
        .orElseGet(() -> read(heading.get(), text));
  }

  private static DeliveryFile read(Heading heading, String text) {
    var lines = new LineReader(heading);
    try (var reader = Heading.reader(heading.separator(), text)) {
      for (var line : reader) {
        if (line.getStartingLineNumber() > heading.line()) {
          lines.add(line);
        }
        if (lines.count() > DEVICES_LIMIT) {
          return new Unreadable("it has more than %d devices: divide it".formatted(DEVICES_LIMIT));
        }
      }
    } catch (CsvParseException | IOException e) {
      return new Unreadable("its quotation marks do not come in pairs: export it again");
    }
    return lines.read();
  }
}
