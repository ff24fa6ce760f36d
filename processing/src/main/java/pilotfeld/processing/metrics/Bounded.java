package pilotfeld.processing.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// One of something for each name, up to a limit; all further names share one, called `other`. So
/// nothing that comes from outside can make time series without end.
final class Bounded<T> {

  /// What the names beyond the limit are called.
  static final String OTHER = "other";

  private final int limit;
  private final Function<String, T> maker;
  private final ConcurrentMap<String, T> byName = new ConcurrentHashMap<>();

  Bounded(int limit, Function<String, T> maker) {
    this.limit = limit;
    this.maker = maker;
  }

  /// Neither waits nor makes anything for a name that is known.
  T of(String name) {
    var known = byName.get(name);
    return known != null ? known : added(name);
  }

  private synchronized T added(String name) {
    var within = byName.containsKey(name) || byName.size() < limit;
    return byName.computeIfAbsent(within ? name : OTHER, maker);
  }
}
