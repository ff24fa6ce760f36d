package pilotfeld.processing.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Slows down who guesses passwords: a name that failed too often must wait.
final class FailedLogins {

  /// Wrong passwords of one name that are taken within the window.
  static final int LIMIT = 5;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int NAMES = 10_000;

  private static final int TURNS = 64;

  private final List<ReentrantLock> turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toList();

  private final Map<String, Deque<Instant>> byName =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > NAMES;
        }
      };

  /// Looks at one password of a name at a time, so that many guesses at once are no quicker than
  /// one after another.
  ///
  /// @param right looks at the password
  /// @throws TooManyFailures if the name failed too often lately; then it is not looked at
  boolean judge(String name, Instant now, BooleanSupplier right) {
    var turn = turns.get(Math.floorMod(name.hashCode(), TURNS));
    turn.lock();
    try {
      check(name, now);
      var isRight = right.getAsBoolean();
      if (!isRight) {
        add(name, now);
      }
      return isRight;
    } finally {
      turn.unlock();
    }
  }

  private synchronized void check(String name, Instant now) {
    var failures = byName.getOrDefault(name, new ArrayDeque<>());
    failures.removeIf(each -> each.isBefore(now.minus(WINDOW)));
    if (failures.size() >= LIMIT) {
      throw new TooManyFailures(
          Duration.between(now, failures.getFirst().plus(WINDOW)).plusSeconds(1));
    }
  }

  private synchronized void add(String name, Instant now) {
    byName.computeIfAbsent(name, _ -> new ArrayDeque<>()).addLast(now);
  }
}
