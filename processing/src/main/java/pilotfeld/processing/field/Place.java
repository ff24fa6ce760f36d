package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.registry.Position;

/// Where a device is put.
public sealed interface Place {

  /// Id of the site.
  String site();

  /// A site that was known when the phone fetched its lists.
  record Known(String site) implements Place {

    public Known {
      requireSiteId(site);
    }
  }

  /// A site that the technician makes.
  ///
  /// @param site id that the phone made up
  /// @param asset at which it is; empty for none
  /// @param mountingHeightMetres above the ground, below it if negative
  record New(
      String site,
      String pilot,
      String name,
      Optional<Position> position,
      Optional<String> asset,
      Optional<Double> mountingHeightMetres,
      Optional<String> note)
      implements Place {

    /// Longest name, in characters.
    public static final int NAME_LIMIT = 200;

    /// Longest note, in characters.
    public static final int NOTE_LIMIT = 2_000;

    /// The lowest mounting height.
    public static final double LOWEST_METRES = -50;

    /// The highest.
    public static final double HIGHEST_METRES = 200;

    /// @throws IllegalArgumentException naming what cannot be
    public New {
      requireSiteId(site);
      requireNonNull(pilot, "pilot");
      requireNonNull(position, "position");
      requireNonNull(asset, "asset");
      requireLength("name", name, NAME_LIMIT);
      note.ifPresent(text -> requireLength("note", text, NOTE_LIMIT));
      mountingHeightMetres.ifPresent(New::requireHeight);
    }

    private static void requireLength(String what, String text, int limit) {
      if (text.isBlank() || text.length() > limit) {
        throw new IllegalArgumentException(
            "%s must have 1 to %d characters".formatted(what, limit));
      }
    }

    /// Whether something may be mounted as high as that.
    public static boolean isHeight(double metres) {
      return metres >= LOWEST_METRES && metres <= HIGHEST_METRES;
    }

    private static void requireHeight(double metres) {
      if (!isHeight(metres)) {
        throw new IllegalArgumentException(
            "mountingHeightMetres must be from %.0f to %.0f"
                .formatted(LOWEST_METRES, HIGHEST_METRES));
      }
    }
  }

  private static void requireSiteId(String site) {
    if (!SiteId.PATTERN.matcher(site).matches()) {
      throw new IllegalArgumentException(
          "the id of a site is made of letters, digits and . _ -, at most 63");
    }
  }

  /// As the table has it.
  final class SiteId {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private SiteId() {}
  }
}
