package pilotfeld.ingest.demo.world;

import java.time.Instant;
import java.util.List;

/// Times at which a sensor reports beyond its regular interval.
@FunctionalInterface
public interface Occasions {

  /// For sensors that keep to their interval.
  Occasions NONE = (from, until) -> List.of();

  /// Those in [from, until), in time order; two adjoining spans give the same as their union.
  List<Instant> between(Instant from, Instant until);
}
