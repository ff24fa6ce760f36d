package pilotfeld.ingest.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what was turned away at the door, and says why: a line each, and in a flood no more than
/// the log can bear.
public final class Refusals {

  /// Lines within the window; the rest is only counted.
  static final int LINES = 20;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Runnable count;
  private final InstantSource clock;
  private Instant windowEnds = Instant.MIN;
  private int lines;
  private long unsaid;

  /// @param count counts one
  public Refusals(Runnable count, InstantSource clock) {
    this.count = count;
    this.clock = clock;
  }

  /// @param who a device or an address; no text of a stranger
  public void add(Object who, String why) {
    count.run();
    say(who, why);
  }

  private synchronized void say(Object who, String why) {
    var now = clock.instant();
    if (now.isAfter(windowEnds)) {
      windowEnds = now.plus(WINDOW);
      lines = 0;
    }
    if (lines == LINES) {
      unsaid++;
      return;
    }
    lines++;
    LOG.warn("{}: refused, {}{}", who, why, unsaid == 0 ? "" : " (" + unsaid + " more before)");
    unsaid = 0;
  }
}
