package pilotfeld.processing.asset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads a register from CSV (RFC 4180), also with the separators of German exports.
final class CsvRegister {

  /// The longest line, with what is quoted in it.
  private static final int RECORD_LIMIT = 64 * 1024;

  private static final int COLUMNS_LIMIT = 500;
  private static final List<Character> SEPARATORS = List.of(';', ',', '\t', '|');

  // Excel's own line that says which separator follows.
  private static final String SEPARATOR_LINE = "(?i)sep=.";

  private final List<RawEntry> entries = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Optional<Column>> columns;
  private final List<String> headings;

  private CsvRegister(List<String> headings) {
    this.headings = headings;
    this.columns = headings.stream().map(Column::of).toList();
  }

  /// @throws IllegalArgumentException if it has no heading of an identifier, or is no CSV
  static RegisterFile read(String text) {
    var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    var hasSeparator = first.strip().matches(SEPARATOR_LINE);
    var separator = hasSeparator ? first.strip().charAt(4) : separator(first);
    var reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .maxBufferSize(RECORD_LIMIT)
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (var csv = reader.ofCsvRecord(text)) {
      var records = csv.iterator();
      if (hasSeparator) {
        records.next();
      }
      return read(records);
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("this is no CSV: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static char separator(String line) {
    return SEPARATORS.stream()
        .max(
            Comparator.comparingLong(
                separator -> line.chars().filter(each -> each == separator).count()))
        .orElseThrow();
  }

  private static RegisterFile read(Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw new IllegalArgumentException("the file has no line with headings");
    }
    var register = new CsvRegister(List.copyOf(records.next().getFields()));
    register.checkHeadings();
    records.forEachRemaining(register::take);
    return new RegisterFile(
        register.entries, register.faults, register.ignored(), Optional.empty());
  }

  private void checkHeadings() {
    if (headings.size() > COLUMNS_LIMIT) {
      throw new IllegalArgumentException(
          "the file has %d columns, more than %d".formatted(headings.size(), COLUMNS_LIMIT));
    }
    for (var column : Column.values()) {
      var same = IntStream.range(0, columns.size()).filter(index -> is(index, column)).toArray();
      if (same.length > 1) {
        throw new IllegalArgumentException(
            "the columns %s and %s are both taken for the %s: rename or remove one"
                .formatted(headings.get(same[0]), headings.get(same[1]), column.heading()));
      }
    }
    if (!columns.contains(Optional.of(Column.ID))) {
      throw new IllegalArgumentException(
          "no column has the identifiers: its heading must be id or one of %s; there are %s"
              .formatted(Column.ID.headings(), Fault.quoted(String.join(", ", headings))));
    }
  }

  private boolean is(int index, Column column) {
    return columns.get(index).filter(column::equals).isPresent();
  }

  private List<String> ignored() {
    return IntStream.range(0, columns.size())
        .filter(index -> columns.get(index).isEmpty() && !headings.get(index).isBlank())
        .mapToObj(headings::get)
        .toList();
  }

  private void take(CsvRecord line) {
    var where = "line " + line.getStartingLineNumber();
    if (line.getFields().stream().allMatch(String::isBlank)) {
      return;
    }
    if (line.getFieldCount() != headings.size()) {
      faults.add(
          new Fault(
              where,
              "the line",
              "it has %d cells, the headings are %d: look for a separator that is not quoted"
                  .formatted(line.getFieldCount(), headings.size())));
      return;
    }
    if (entries.size() == RegisterFile.ENTRIES_LIMIT) {
      throw RegisterFile.tooMany();
    }
    entries.add(entry(where, line));
  }

  private RawEntry entry(String where, CsvRecord line) {
    var texts = new EnumMap<Column, String>(Column.class);
    for (var index = 0; index < columns.size(); index++) {
      var text = line.getField(index);
      columns.get(index).ifPresent(column -> texts.put(column, text));
    }
    return new RawEntry(where, texts);
  }
}
