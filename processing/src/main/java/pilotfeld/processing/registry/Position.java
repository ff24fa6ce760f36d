package pilotfeld.processing.registry;

/// A place on earth, WGS 84 degrees.
public record Position(double latitude, double longitude) {

  private static final double LATITUDE_LIMIT = 90;
  private static final double LONGITUDE_LIMIT = 180;

  /// @throws IllegalArgumentException naming the number that is over its limit
  public Position {
    check("latitude", latitude, LATITUDE_LIMIT);
    check("longitude", longitude, LONGITUDE_LIMIT);
  }

  private static void check(String name, double degrees, double limit) {
    // Otherwise put, not a number would pass.
    if (!(Math.abs(degrees) <= limit)) {
      throw new IllegalArgumentException(
          "%s is %s: degrees from -%.0f to %.0f belong there"
              .formatted(name, degrees, limit, limit));
    }
  }
}
