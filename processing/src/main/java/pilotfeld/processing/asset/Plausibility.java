package pilotfeld.processing.asset;

import java.util.Optional;
import pilotfeld.processing.registry.Position;

/// Says of coordinates that are in no plausible place what they probably are.
final class Plausibility {

  /// A rectangle of coordinates.
  private record Bounds(double west, double east, double south, double north) {

    boolean has(double x, double y) {
      return x >= west && x <= east && y >= south && y <= north;
    }
  }

  // Germany with a margin, in degrees and in metres of the zone 32.
  private static final Bounds GERMANY = new Bounds(5.8, 15.1, 47.2, 55.1);
  private static final Bounds GERMANY_UTM = new Bounds(250_000, 950_000, 5_200_000, 6_150_000);
  private static final Bounds DEGREES = new Bounds(-180, 180, -180, 180);
  private static final Bounds GAUSS_KRUEGER =
      new Bounds(2_300_000, 5_800_000, 5_200_000, 6_150_000);
  private static final Bounds WEB_MERCATOR = new Bounds(640_000, 1_690_000, 5_900_000, 7_500_000);
  private static final double ZONE_METRES = 1_000_000;

  private static final String SWAPPED =
      "longitude and latitude, or easting and northing, are swapped: name or order them the other way round";

  private Plausibility() {}

  /// What is wrong with a point, and what to do; empty if it is within Germany.
  static Optional<String> complaint(ReferenceSystem system, double east, double north) {
    return isOf(system, east, north) && isInGermany(system.position(east, north))
        ? Optional.empty()
        : Optional.of(guess(system, east, north));
  }

  private static boolean isInGermany(Position position) {
    return GERMANY.has(position.longitude(), position.latitude());
  }

  private static String guess(ReferenceSystem system, double east, double north) {
    if (isOf(system, north, east)) {
      return SWAPPED;
    }
    return probably(east, north)
        .or(() -> probably(north, east))
        .filter(name -> !name.equals(system.code()))
        .map(name -> "these are not of %s, but look like %s".formatted(system.code(), advice(name)))
        .orElseGet(
            () ->
                "(%s, %s) in %s is outside of Germany (47.2 to 55.1 north, 5.8 to 15.1 east): look for a wrong digit"
                    .formatted(east, north, system.code()));
  }

  private static boolean isOf(ReferenceSystem system, double east, double north) {
    return probably(east, north).filter(system.code()::equals).isPresent();
  }

  private static String advice(String name) {
    return ReferenceSystem.read(name)
        .map(system -> "%s: say --crs %s".formatted(name, name))
        .orElse(name + ": have them converted to EPSG:25832 first");
  }

  private static Optional<String> probably(double east, double north) {
    if (DEGREES.has(east, north)) {
      return GERMANY.has(east, north)
          ? Optional.of(ReferenceSystem.WGS_84.code())
          : Optional.empty();
    }
    if (GERMANY_UTM.has(east, north)) {
      return Optional.of(ReferenceSystem.UTM_32.code());
    }
    var zone = (int) Math.floor(east / ZONE_METRES);
    if ((zone == 32 || zone == 33) && GERMANY_UTM.has(east % ZONE_METRES, north)) {
      return Optional.of(zone == 32 ? ReferenceSystem.UTM_32_WITH_ZONE.code() : "UTM zone 33");
    }
    if (GAUSS_KRUEGER.has(east, north)) {
      return Optional.of("Gauß-Krüger (DHDN)");
    }
    return WEB_MERCATOR.has(east, north)
        ? Optional.of("Web Mercator (EPSG:3857)")
        : Optional.empty();
  }
}
