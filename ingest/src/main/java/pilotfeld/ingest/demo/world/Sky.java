package pilotfeld.ingest.demo.world;

import java.time.Instant;

/// Where sun and season stand over Osnabrück.
final class Sky {

  private static final double LATITUDE = Math.toRadians(52.28);
  private static final double LONGITUDE_HOURS = 8.05 / 15;
  private static final double OBLIQUITY = Math.toRadians(23.44);
  private static final double SECONDS_PER_YEAR = 365.2425 * 86_400;

  private Sky() {}

  /// 1 in the warmest days (about 20 July), -1 in the coldest.
  static double summer(Instant time) {
    return -Math.cos(2 * Math.PI * (yearPart(time) - 0.055));
  }

  /// Hours of local solar time, 0 to 24.
  static double solarHour(Instant time) {
    var hours = Math.floorMod(time.getEpochSecond(), 86_400L) / 3600.0 + LONGITUDE_HOURS;
    return hours >= 24 ? hours - 24 : hours;
  }

  /// The sine of the sun's height above the horizon; 0 at night.
  static double sun(Instant time) {
    var declination = OBLIQUITY * Math.sin(2 * Math.PI * (yearPart(time) - 0.2205));
    var hourAngle = 2 * Math.PI * (solarHour(time) - 12) / 24;
    var height =
        Math.sin(LATITUDE) * Math.sin(declination)
            + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(hourAngle);
    return Math.max(0, height);
  }

  private static double yearPart(Instant time) {
    var years = time.getEpochSecond() / SECONDS_PER_YEAR;
    return years - Math.floor(years);
  }
}
