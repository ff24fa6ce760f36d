package pilotfeld.processing.pilot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// A device at a site, as a line of a file has it.
///
/// @param line of the file, the first is 1
/// @param device DevEUI in lower case, or a name of its own
/// @param model empty for what is known of it
/// @param facts of the site
/// @param since empty where the file does not say
public record PilotRow(
    long line,
    String device,
    Optional<String> model,
    String pilot,
    String site,
    SiteFacts facts,
    Optional<Instant> since) {

  public PilotRow {
    requireNonNull(device, "device");
    requireNonNull(model, "model");
    requireNonNull(pilot, "pilot");
    requireNonNull(site, "site");
    requireNonNull(facts, "facts");
    requireNonNull(since, "since");
  }
}
