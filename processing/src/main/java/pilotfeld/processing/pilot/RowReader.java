package pilotfeld.processing.pilot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.export.TimeText;
import pilotfeld.processing.field.Place;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.sheet.DecimalText;
import pilotfeld.processing.sheet.DeviceLines;
import pilotfeld.processing.sheet.Faulty;
import pilotfeld.processing.sheet.Line;
import pilotfeld.processing.sheet.Shape;

/// Makes rows of lines, one by one.
final class RowReader {

  /// Longest identifier, as the tables have it.
  private static final int IDENTIFIER_LIMIT = 63;

  /// Longest number or time.
  private static final int VALUE_LIMIT = 40;

  /// Before that no device of ours was mounted anywhere.
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  // As the tables have them.
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern SITE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/:-]*");

  // What spreadsheets make of dates.
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("[d.M.uuuu][uuuu-M-d][ H:mm[:ss]]")
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern METRES = Pattern.compile("(?i)\\s*(m|metres|meter)$");

  private final ZoneId zone;
  private final DeviceLines lines = new DeviceLines();

  RowReader(ZoneId zone) {
    this.zone = zone;
  }

  PilotRow row(Line<Column> line) throws Faulty {
    var device = device(line);
    lines.requireOnce("device", device, line.number());
    return new PilotRow(
        line.number(),
        device,
        identifier(line, Column.MODEL, CODE, "lower-case letters, digits and hyphens"),
        needed(
            Column.PILOT,
            identifier(line, Column.PILOT, CODE, "lower-case letters, digits and hyphens")),
        needed(Column.SITE, identifier(line, Column.SITE, SITE, "letters, digits and . _ -")),
        facts(line),
        since(line));
  }

  private static String device(Line<Column> line) throws Faulty {
    var text = needed(Column.DEVICE, line.text(Column.DEVICE, IDENTIFIER_LIMIT));
    var plain = text.replaceFirst("^0[xX]", "");
    if (Eui.isMistyped(plain)) {
      throw new Faulty("its DevEUI should have 16 hexadecimal digits, but is " + Shape.of(plain));
    }
    var device =
        Eui.device(plain)
            .orElseThrow(
                () ->
                    new Faulty(
                        "its device “%s” is no DevEUI and no name of a device (lower-case letters, digits, . _ -)"
                            .formatted(text)));
    DeviceLines.requireNoPlaceholder(device);
    return device;
  }

  private static String needed(Column column, Optional<String> text) throws Faulty {
    return text.orElseThrow(() -> new Faulty("it has no " + column.title()));
  }

  private static Optional<String> identifier(
      Line<Column> line, Column column, Pattern pattern, String allowed) throws Faulty {
    var text = line.text(column, IDENTIFIER_LIMIT);
    if (text.filter(each -> !pattern.matcher(each).matches()).isPresent()) {
      throw new Faulty(
          "its %s “%s” is no identifier: it is made of %s"
              .formatted(column.title(), text.get(), allowed));
    }
    return text;
  }

  private static SiteFacts facts(Line<Column> line) throws Faulty {
    return new SiteFacts(
        line.text(Column.NAME, Place.New.NAME_LIMIT),
        position(line),
        height(line),
        identifier(line, Column.ASSET, ASSET, "letters, digits, blanks and . _ - / :"),
        line.text(Column.NOTE, Place.New.NOTE_LIMIT));
  }

  private static Optional<Position> position(Line<Column> line) throws Faulty {
    var latitude = number(line, Column.LATITUDE);
    var longitude = number(line, Column.LONGITUDE);
    if (latitude.isPresent() != longitude.isPresent()) {
      throw new Faulty("it has one of latitude and longitude: both belong there, or none");
    }
    if (latitude.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Position(latitude.get(), longitude.get()));
    } catch (IllegalArgumentException e) {
      throw new Faulty("its " + e.getMessage());
    }
  }

  private static Optional<Double> height(Line<Column> line) throws Faulty {
    var height = number(line, Column.HEIGHT);
    if (height.filter(each -> !Place.New.isHeight(each)).isPresent()) {
      throw new Faulty(
          "its height is %s: metres above the ground from %.0f to %.0f belong there"
              .formatted(height.get(), Place.New.LOWEST_METRES, Place.New.HIGHEST_METRES));
    }
    // As exact as the table keeps it, so that the same file says the same again.
    return height.map(each -> (double) each.floatValue());
  }

  private static Optional<Double> number(Line<Column> line, Column column) throws Faulty {
    var text = line.text(column, VALUE_LIMIT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var plain = METRES.matcher(text.get()).replaceFirst("");
    var number = DecimalText.read(plain);
    if (number.isEmpty()) {
      throw new Faulty(
          "its %s “%s” is no number: such as 8.0472 or 8,0472 belongs there"
              .formatted(column.title(), text.get()));
    }
    return Optional.of(number.getAsDouble());
  }

  private Optional<Instant> since(Line<Column> line) throws Faulty {
    var text = line.text(Column.SINCE, VALUE_LIMIT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var since = time(text.get()).truncatedTo(ChronoUnit.MICROS);
    if (since.isBefore(EARLIEST)) {
      throw new Faulty(
          "its since “%s” is before the year 2000: look for a wrong digit".formatted(text.get()));
    }
    return Optional.of(since);
  }

  private Instant time(String text) throws Faulty {
    try {
      var local = LOCAL.parseBest(text, LocalDateTime::from, LocalDate::from);
      return local instanceof LocalDateTime time
          ? time.atZone(zone).toInstant()
          : LocalDate.from(local).atStartOfDay(zone).toInstant();
    } catch (DateTimeException _) {
      return withOffset(text);
    }
  }

  private Instant withOffset(String text) throws Faulty {
    try {
      return TimeText.read(text, zone);
    } catch (IllegalArgumentException _) {
      throw new Faulty(
          "its since “%s” is no time: write 2026-07-01, 01.07.2026 14:00 or 2026-07-01T12:00:00+02:00"
              .formatted(text));
    }
  }
}
