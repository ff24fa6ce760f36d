package pilotfeld.ingest.demo.radio;

/// A point on the ground, degrees in WGS 84.
public record Place(double latitude, double longitude) {

  private static final double METRES_PER_DEGREE = 111_195;

  /// @throws IllegalArgumentException if it is not on this planet
  public Place {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException("no place: " + latitude + ", " + longitude);
    }
  }

  /// Metres as the crow flies; within a town the ground is flat enough.
  double metresTo(Place other) {
    var north = other.latitude - latitude;
    var east = (other.longitude - longitude) * Math.cos(Math.toRadians(latitude));
    return METRES_PER_DEGREE * Math.hypot(north, east);
  }
}
