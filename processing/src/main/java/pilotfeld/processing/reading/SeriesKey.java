package pilotfeld.processing.reading;

import static java.util.Objects.requireNonNull;

/// What is measured where. Series of a site survive a swap of its device; those of a device
/// (battery) go with it.
///
/// @param of whether `subject` names a site or a device
/// @param subject id of the site or device
/// @param quantity canonical name, such as `water_level`
/// @param channel tells apart several of the same quantity; empty if there is one
/// @param unit UCUM code
public record SeriesKey(
    SubjectKind of, String subject, String quantity, String channel, String unit) {

  public SeriesKey {
    requireNonNull(of, "of");
    requireNonNull(subject, "subject");
    requireNonNull(quantity, "quantity");
    requireNonNull(channel, "channel");
    requireNonNull(unit, "unit");
  }

  /// To whom a series belongs.
  public enum SubjectKind {
    SITE,
    DEVICE
  }
}
