package pilotfeld.processing.sheet;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of a sheet.
public final class Line<C extends Enum<C> & NamedColumn> {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Heading<C> heading;
  private final CsvRecord fields;

  Line(Heading<C> heading, CsvRecord fields) {
    this.heading = heading;
    this.fields = fields;
  }

  /// Its number in the file, the first is 1.
  public long number() {
    return fields.getStartingLineNumber();
  }

  boolean isBlank() {
    return fields.getFields().stream().allMatch(String::isBlank);
  }

  /// What stands in a column; empty where there is nothing in it.
  public Optional<String> field(C column) {
    return heading.field(fields, column);
  }

  /// The same for a column that is kept, or told, as it is.
  ///
  /// @param limit of its characters
  /// @throws Faulty if it is longer, is no single line, or may be a key
  public Optional<String> text(C column, int limit) throws Faulty {
    var field = field(column);
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
}
