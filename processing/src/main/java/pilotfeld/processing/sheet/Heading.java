package pilotfeld.processing.sheet;

import static java.util.stream.Collectors.joining;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The line that names the columns, and what separates them.
///
/// @param places of the columns that are known, the first is 0
/// @param unknown names of the others, but for what may be a key
record Heading<C extends Enum<C> & NamedColumn>(
    char separator, long line, Map<C, List<Integer>> places, List<String> unknown) {

  /// How many lines may stand above it: a title, an address, `sep=;`.
  static final int LINES_ABOVE_LIMIT = 20;

  private static final List<Character> SEPARATORS = List.of(';', ',', '\t', '|');

  /// That with the most columns, by whichever separator.
  ///
  /// @param first column that it must have; empty if no line does
  static <C extends Enum<C> & NamedColumn> Optional<Heading<C>> find(
      String text, ColumnNames<C> names, C first) {
    return SEPARATORS.stream()
        .flatMap(separator -> among(separator, text, names, first))
        .max(Comparator.comparingInt(each -> each.places.size()));
  }

  private static <C extends Enum<C> & NamedColumn> Stream<Heading<C>> among(
      char separator, String text, ColumnNames<C> names, C first) {
    try (var lines = reader(separator, text).stream()) {
      return lines
          .limit(LINES_ABOVE_LIMIT + 1)
          .map(each -> of(separator, each, names))
          .filter(each -> each.places.containsKey(first))
          .limit(1)
          .toList()
          .stream();
    } catch (CsvParseException e) {
      return Stream.empty();
    }
  }

  static CsvReader<CsvRecord> reader(char separator, String text) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .trimWhitespacesAroundQuotes(true)
        .ofCsvRecord(text);
  }

  private static <C extends Enum<C> & NamedColumn> Heading<C> of(
      char separator, CsvRecord line, ColumnNames<C> names) {
    var places = new TreeMap<C, List<Integer>>();
    IntStream.range(0, line.getFieldCount())
        .forEach(
            place ->
                names
                    .of(line.getField(place))
                    .ifPresent(
                        column ->
                            places.merge(
                                column,
                                List.of(place),
                                (some, more) ->
                                    Stream.concat(some.stream(), more.stream()).toList())));
    return new Heading<>(
        separator, line.getStartingLineNumber(), places, unknown(line.getFields(), names));
  }

  /// What is wrong with it.
  Optional<String> fault() {
    return places.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(
            each ->
                "line %d: its columns %s are all %s: leave one of them"
                    .formatted(line, counted(each.getValue()), each.getKey().title()))
        .findFirst();
  }

  /// The field of a column, empty where there is nothing in it.
  Optional<String> field(CsvRecord line, C column) {
    return Optional.ofNullable(places.get(column))
        .map(List::getFirst)
        .filter(place -> place < line.getFieldCount())
        .map(line::getField)
        .map(Heading::plain)
        .filter(value -> !value.isEmpty());
  }

  // Spreadsheets are kept from making numbers of digits by ="…" or an apostrophe in front.
  private static String plain(String field) {
    var value = field.strip();
    if (value.startsWith("=\"") && value.endsWith("\"") && value.length() > 2) {
      return value.substring(2, value.length() - 1).strip();
    }
    return value.startsWith("'") ? value.substring(1).strip() : value;
  }

  private static <C extends Enum<C> & NamedColumn> List<String> unknown(
      List<String> headings, ColumnNames<C> names) {
    return headings.stream()
        .map(String::strip)
        .filter(each -> !each.isEmpty() && names.of(each).isEmpty() && !Shape.isLikeKey(each))
        .toList();
  }

  private static String counted(List<Integer> places) {
    return places.stream().map(place -> String.valueOf(place + 1)).collect(joining(" and "));
  }
}
