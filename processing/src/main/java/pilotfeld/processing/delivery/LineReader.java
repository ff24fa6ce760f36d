package pilotfeld.processing.delivery;

import java.util.Optional;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.sheet.DeviceLines;
import pilotfeld.processing.sheet.Faulty;
import pilotfeld.processing.sheet.Line;
import pilotfeld.processing.sheet.Shape;

/// Reads the lines below the heading, one by one.
final class LineReader {

  private static final int MODEL_CHARACTERS = 200;
  private static final int SERIAL_CHARACTERS = 100;

  private final DeviceLines lines = new DeviceLines();

  Delivered device(Line<Column> line) throws Faulty {
    var devEui = devEui(line);
    var device =
        new Delivered(
            line.number(),
            devEui,
            eui(line, Column.JOIN_EUI),
            appKey(line),
            line.text(Column.MODEL, MODEL_CHARACTERS),
            line.text(Column.SERIAL, SERIAL_CHARACTERS));
    lines.requireOnce("DevEUI", devEui, line.number());
    return device;
  }

  private static String devEui(Line<Column> line) throws Faulty {
    var eui = eui(line, Column.DEV_EUI).orElseThrow(() -> new Faulty("it has no DevEUI"));
    DeviceLines.requireNoPlaceholder(eui);
    return eui;
  }

  private static Optional<String> eui(Line<Column> line, Column column) throws Faulty {
    var field = line.field(column);
    var eui = field.flatMap(each -> Eui.canonical(each.replaceFirst("^0[xX]", "")));
    if (field.isPresent() && eui.isEmpty()) {
      throw new Faulty(
          "its %s should have 16 hexadecimal digits, but is %s"
              .formatted(column.title(), Shape.of(field.get())));
    }
    return eui;
  }

  private static Optional<AppKey> appKey(Line<Column> line) throws Faulty {
    var field = line.field(Column.APP_KEY);
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
}
