package pilotfeld.processing.pilot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;

/// What became of a line.
///
/// @param line of the file, the first is 1
/// @param since from when on the device is at the site
public record Done(long line, String device, String site, Instant since, Step step) {

  /// One of three things.
  public enum Step {
    /// The device is at the site now, and was not.
    REGISTERED,
    /// It was there already; something of the site was not known.
    COMPLETED,
    /// All of it was so already.
    UNCHANGED;

    /// As people write it.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Done {
    requireNonNull(device, "device");
    requireNonNull(site, "site");
    requireNonNull(since, "since");
    requireNonNull(step, "step");
  }
}
