package pilotfeld.processing.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Tells duplicates inside one batch, which would pass the look at the table together.
final class SeenInBatch {

  private final Set<UUID> identities = new HashSet<>();
  private final Map<UUID, List<Instant>> timesOfFrame = new HashMap<>();

  /// Whether no arrival before has the same identity, or the same frame within its window.
  boolean isFirst(Arrival arrival) {
    if (!identities.add(arrival.identity())) {
      return false;
    }
    var uplink = arrival.interpretation().uplink();
    var time = uplink.moment().time();
    var times = timesOfFrame.computeIfAbsent(uplink.frame(), _ -> new ArrayList<>());
    if (times.stream().anyMatch(each -> isNear(each, time, arrival.sameFrameWithin()))) {
      return false;
    }
    return times.add(time);
  }

  private static boolean isNear(Instant one, Instant other, Duration window) {
    return !window.isZero() && Duration.between(one, other).abs().compareTo(window) <= 0;
  }
}
