package pilotfeld.processing.asset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.sheet.DecimalText;

/// Makes entries of what stands in a file, and collects every fault of every line.
final class EntryReader {

  private static final int NAME_LIMIT = 200;

  // As the table has it.
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/:-]{0,62}");

  private final ReferenceSystem system;
  private final Vocabulary kinds;
  private final List<Fault> faults;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> firstByIdentifier = new HashMap<>();

  /// @param furtherKinds that are registered already, beside those that a register has
  EntryReader(RegisterFile file, ReferenceSystem system, Collection<String> furtherKinds) {
    this.system = system;
    this.kinds = Vocabulary.KINDS.with(furtherKinds);
    this.faults = new ArrayList<>(file.faults());
    file.entries().forEach(this::take);
  }

  List<Entry> entries() {
    return entries;
  }

  List<Fault> faults() {
    return faults;
  }

  private void take(RawEntry raw) {
    var before = faults.size();
    var id = identifier(raw);
    var given = new EnumMap<Column, Optional<String>>(Column.class);
    for (var column : Column.values()) {
      if (raw.texts().containsKey(column)) {
        given(raw, column).ifPresent(value -> given.put(column, value));
      }
    }
    var position = position(raw);
    if (faults.size() == before) {
      entries.add(new Entry(raw.where(), id, given, position));
    }
  }

  private String identifier(RawEntry raw) {
    var id = raw.text(Column.ID);
    if (!IDENTIFIER.matcher(id).matches()) {
      var what =
          id.isEmpty()
              ? "it is empty: the operator's identifier belongs there"
              : Fault.quoted(id) + " has not 1 to 63 letters, digits, blanks and . _ - / :";
      fault(raw, Column.ID, what);
      return id;
    }
    var first = firstByIdentifier.putIfAbsent(id, raw.where());
    if (first != null) {
      fault(raw, Column.ID, "“%s” is that of %s already: one of them must go".formatted(id, first));
    }
    return id;
  }

  /// Empty if the column says nothing of an attribute, or nothing that can be taken.
  private Optional<Optional<String>> given(RawEntry raw, Column column) {
    return switch (column) {
      case ID, EAST, NORTH -> Optional.empty();
      case NAME -> Optional.of(name(raw));
      case KIND -> word(raw, column, kinds);
      case MEDIUM -> word(raw, column, Vocabulary.MEDIA);
      case LIFECYCLE -> word(raw, column, Vocabulary.LIFECYCLES);
      case VOLTAGE_LEVEL -> voltageLevel(raw);
    };
  }

  private Optional<String> name(RawEntry raw) {
    var name = raw.text(Column.NAME);
    if (name.length() > NAME_LIMIT || name.chars().anyMatch(Character::isISOControl)) {
      fault(
          raw,
          Column.NAME,
          "%s has %d characters: at most %d belong there, in one line"
              .formatted(Fault.quoted(name), name.length(), NAME_LIMIT));
    }
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private Optional<Optional<String>> word(RawEntry raw, Column column, Vocabulary vocabulary) {
    var word = raw.text(column);
    if (word.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    var code = vocabulary.code(word);
    if (code.isEmpty()) {
      fault(
          raw,
          column,
          "%s is not known; known are %s".formatted(Fault.quoted(word), vocabulary.known()));
    }
    return code.map(Optional::of);
  }

  private Optional<Optional<String>> voltageLevel(RawEntry raw) {
    var text = raw.text(Column.VOLTAGE_LEVEL);
    if (text.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    var level = VoltageLevel.read(text);
    if (level.isEmpty()) {
      fault(
          raw,
          Column.VOLTAGE_LEVEL,
          Fault.quoted(text)
              + " is none: low, medium, high, extra_high or such as 10 kV belong there");
    }
    return level.map(VoltageLevel::code).map(Optional::of);
  }

  private Optional<Position> position(RawEntry raw) {
    var east = raw.text(Column.EAST);
    var north = raw.text(Column.NORTH);
    if (east.isEmpty() && north.isEmpty()) {
      return Optional.empty();
    }
    if (east.isEmpty() || north.isEmpty()) {
      fault(
          raw,
          east.isEmpty() ? Column.EAST : Column.NORTH,
          "it is empty, but the other coordinate is not: both belong there, or none");
      return Optional.empty();
    }
    return position(raw, number(raw, Column.EAST), number(raw, Column.NORTH));
  }

  private Optional<Position> position(RawEntry raw, double east, double north) {
    if (Double.isNaN(east) || Double.isNaN(north)) {
      return Optional.empty();
    }
    var complaint = Plausibility.complaint(system, east, north);
    complaint.ifPresent(what -> faults.add(new Fault(raw.where(), "coordinates", what)));
    return complaint.isPresent() ? Optional.empty() : Optional.of(system.position(east, north));
  }

  // What is none is a fault, and not a number here.
  private double number(RawEntry raw, Column column) {
    var number = DecimalText.read(raw.text(column));
    if (number.isEmpty()) {
      fault(
          raw,
          column,
          Fault.quoted(raw.text(column)) + " is no number: such as 8.0472 or 8,0472 belongs there");
    }
    return number.orElse(Double.NaN);
  }

  private void fault(RawEntry raw, Column column, String what) {
    faults.add(new Fault(raw.where(), column.heading(), what));
  }
}
