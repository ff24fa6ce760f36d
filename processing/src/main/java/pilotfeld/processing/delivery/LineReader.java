package pilotfeld.processing.delivery;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.reading.Eui;

/// Reads the lines below the heading, one by one.
final class LineReader {

  private static final int MODEL_CHARACTERS = 200;
  private static final int SERIAL_CHARACTERS = 100;
  private static final Pattern NO_DEVICE = Pattern.compile("0{16}|f{16}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Heading heading;
  private final List<Delivered> devices = new ArrayList<>();
  private final List<LineFault> faults = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();

  LineReader(Heading heading) {
    this.heading = heading;
  }

  int count() {
    return devices.size() + faults.size();
  }

  DeliveryFile.Lines read() {
    return new DeliveryFile.Lines(devices, faults, heading.unknown());
  }

  void add(CsvRecord line) {
    if (line.getFields().stream().allMatch(String::isBlank)) {
      return;
    }
    try {
      devices.add(device(line));
    } catch (Faulty e) {
      faults.add(new LineFault(line.getStartingLineNumber(), e.getMessage()));
    }
  }

  private Delivered device(CsvRecord line) throws Faulty {
    var devEui = devEui(line);
    var device =
        new Delivered(
            line.getStartingLineNumber(),
            devEui,
            eui(line, Column.JOIN_EUI),
            appKey(line),
            text(line, Column.MODEL, MODEL_CHARACTERS),
            text(line, Column.SERIAL, SERIAL_CHARACTERS));
    var earlier = lines.putIfAbsent(devEui, line.getStartingLineNumber());
    if (earlier != null) {
      throw new Faulty(
          "its DevEUI %s is that of line %d: take away one of them".formatted(devEui, earlier));
    }
    return device;
  }

  private String devEui(CsvRecord line) throws Faulty {
    var eui = eui(line, Column.DEV_EUI).orElseThrow(() -> new Faulty("it has no DevEUI"));
    if (NO_DEVICE.matcher(eui).matches()) {
      throw new Faulty("its DevEUI is nothing but a placeholder: ask the vendor");
    }
    return eui;
  }

  private Optional<String> eui(CsvRecord line, Column column) throws Faulty {
    var field = heading.field(line, column);
    var eui = field.flatMap(each -> Eui.canonical(each.replaceFirst("^0[xX]", "")));
    if (field.isPresent() && eui.isEmpty()) {
      throw new Faulty(
          "its %s should have 16 hexadecimal digits, but is %s"
              .formatted(column.title(), Shape.of(field.get())));
    }
    return eui;
  }

  private Optional<AppKey> appKey(CsvRecord line) throws Faulty {
    var field = heading.field(line, Column.APP_KEY);
    var key = field.flatMap(AppKey::parse);
    if (field.isPresent() && key.isEmpty()) {
      throw new Faulty(
          "its AppKey should have 32 hexadecimal digits, but is " + Shape.of(field.get()));
    }
    if (key.filter(AppKey::isPlaceholder).isPresent()) {
      throw new Faulty(
          "its AppKey is nothing but a placeholder: ask the vendor, or leave it empty");
    }
    return key;
  }

  private Optional<String> text(CsvRecord line, Column column, int limit) throws Faulty {
    var field = heading.field(line, column);
    if (field.filter(Shape::isLikeKey).isPresent()) {
      throw new Faulty(
          "its %s has as many hexadecimal digits as a key: are columns mixed up?"
              .formatted(column.title()));
    }
    if (field.filter(each -> each.length() > limit).isPresent()) {
      throw new Faulty(
          "its %s has %d characters, at most %d are kept"
              .formatted(column.title(), field.get().length(), limit));
    }
    if (field.filter(each -> CONTROL.matcher(each).find()).isPresent()) {
      throw new Faulty("its %s has a control character or line break".formatted(column.title()));
    }
    return field;
  }

  /// A line that is not taken; never leaves this class.
  private static final class Faulty extends Exception {

    private static final long serialVersionUID = 1;

    Faulty(String why) {
      super(why);
    }
  }
}
