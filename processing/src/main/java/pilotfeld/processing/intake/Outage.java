package pilotfeld.processing.intake;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.store.StoreUnavailable;

/// Whether the database is known to be away, so that not every message has to find it out.
final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final AtomicReference<StoreUnavailable> cause = new AtomicReference<>();

  /// Why the database is away; empty if it is not known to be.
  Optional<StoreUnavailable> cause() {
    return Optional.ofNullable(cause.get());
  }

  void begin(StoreUnavailable found) {
    if (cause.compareAndSet(null, found)) {
      LOG.warn("messages go to the spool: {}", found.getMessage());
    }
  }

  void end() {
    if (cause.getAndSet(null) != null) {
      LOG.info("the database takes messages again");
    }
  }
}
