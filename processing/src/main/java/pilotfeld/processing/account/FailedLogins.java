package pilotfeld.processing.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down who guesses passwords: a name that failed too often must wait.
final class FailedLogins {

  /// Wrong passwords of one name that are taken within the window.
  static final int LIMIT = 5;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int NAMES = 10_000;

  private final Map<String, Deque<Instant>> byName =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > NAMES;
        }
      };

  synchronized void check(String name, Instant now) {
    var failures = byName.getOrDefault(name, new ArrayDeque<>());
    failures.removeIf(each -> each.isBefore(now.minus(WINDOW)));
    if (failures.size() >= LIMIT) {
      throw new TooManyFailures(
          Duration.between(now, failures.getFirst().plus(WINDOW)).plusSeconds(1));
    }
  }

  synchronized void add(String name, Instant now) {
    byName.computeIfAbsent(name, _ -> new ArrayDeque<>()).addLast(now);
  }
}
