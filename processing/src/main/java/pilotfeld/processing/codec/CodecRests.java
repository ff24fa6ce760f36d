package pilotfeld.processing.codec;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import pilotfeld.processing.codec.Answer.Ending;

/// Which codecs are not called for a while, as they overran their limits several times running.
/// Each further time doubles the rest; one call that ends by itself ends the count.
///
/// Times are those of `System.nanoTime`.
final class CodecRests {

  static final int OVERRUNS = 3;
  static final Duration FIRST = Duration.ofSeconds(10);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int DOUBLINGS_LIMIT = 16;

  private final Map<String, Overruns> overruns = new ConcurrentHashMap<>();

  private record Overruns(int count, long lastAt) {

    Duration rest(long now) {
      if (count < OVERRUNS) {
        return Duration.ZERO;
      }
      var whole = FIRST.multipliedBy(1L << Math.min(count - OVERRUNS, DOUBLINGS_LIMIT));
      var bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
      return bounded.minusNanos(now - lastAt);
    }
  }

  /// Why the codec is not to be called now; empty if it may be.
  Optional<String> of(String codec, long now) {
    var known = overruns.get(codec);
    return known != null && known.rest(now).isPositive()
        ? Optional.of(
            "codec not called for %d s, as it overran its limits %d times running: replay this after that"
                .formatted(known.rest(now).toSeconds() + 1, known.count()))
        : Optional.empty();
  }

  /// Whether its last call overran its limits.
  boolean hasOverrun(String codec) {
    return overruns.containsKey(codec);
  }

  /// Takes note of how a call ended.
  void note(String codec, Ending ending, long now) {
    switch (ending) {
      case BY_ITSELF -> overruns.remove(codec);
      case STOPPED, WITH_ITS_PROCESS ->
          overruns.merge(
              codec, new Overruns(1, now), (known, _) -> new Overruns(known.count() + 1, now));
    }
  }
}
