package pilotfeld.ingest.service;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import pilotfeld.processing.outbox.OutboxList.Backlog;

/// The outbox as it was read last, so that a scrape does not have to wait for the database.
final class OutboxReading {

  private final Supplier<Backlog> tables;
  private volatile Optional<Backlog> last = Optional.empty();

  OutboxReading(Supplier<Backlog> tables) {
    this.tables = tables;
  }

  /// Reads it anew; what cannot be read is not known any more.
  void refresh() {
    last = Optional.empty();
    last = Optional.of(tables.get());
  }

  /// A part of it; NaN if it could not be read.
  double of(ToDoubleFunction<Backlog> part) {
    return last.map(part::applyAsDouble).orElse(Double.NaN);
  }
}
