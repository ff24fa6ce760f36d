package pilotfeld.ingest.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pilotfeld.processing.reading.Outcome;

/// The law as it was read last, so that a scrape does not have to wait for the database.
final class LawReading {

  /// Those that the law has, by their names in the tables.
  static final List<String> TERMS =
      Stream.of(Outcome.values())
          .filter(each -> each != Outcome.REFUSED)
          .map(each -> each.name().toLowerCase(Locale.ROOT))
          .toList();

  private final Supplier<Map<String, Long>> tables;
  private volatile Map<String, Long> last = Map.of();

  LawReading(Supplier<Map<String, Long>> tables) {
    this.tables = tables;
  }

  /// Reads it anew; what cannot be read is not known any more.
  void refresh() {
    try {
      last = tables.get();
    } catch (RuntimeException e) {
      last = Map.of();
      throw e;
    }
  }

  /// Messages of a term; empty if it could not be read.
  OptionalDouble of(String term) {
    var count = last.get(term);
    return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
  }
}
