package pilotfeld.processing.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// When a device has no contact: nothing of it has come for three of its intervals. Where that is
/// so of most devices at once, the network or we are to blame, and nobody need go out.
final class ContactRule {

  /// Intervals without a message.
  static final int INTERVALS = 3;

  /// Fewest devices of which can be said that most are silent.
  static final int FEWEST = 4;

  private ContactRule() {}

  /// Since when nothing has come of a device.
  ///
  /// @param lastHeard its last message, or when it came to its site
  /// @param interval how often it reports
  record Silence(Instant lastHeard, Duration interval) {

    boolean isTooLong(Instant now) {
      return now.isAfter(lastHeard.plus(interval.multipliedBy(INTERVALS)));
    }
  }

  /// Whether it is the network that is silent, and no single device.
  static boolean isOutage(Collection<Silence> all, Instant now) {
    var silent = all.stream().filter(each -> each.isTooLong(now)).count();
    return all.size() >= FEWEST && silent * 2 > all.size();
  }
}
