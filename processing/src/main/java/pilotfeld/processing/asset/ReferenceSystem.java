package pilotfeld.processing.asset;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.ProjCoordinate;
import pilotfeld.processing.registry.Position;

/// A coordinate reference system in which a register may give positions.
public enum ReferenceSystem {
  /// Degrees, longitude first where the order counts (RFC 7946). ETRS89 (EPSG:4258) is taken for
  /// the same: in Europe they are less than a metre apart.
  WGS_84("EPSG:4326"),
  /// ETRS89 / UTM zone 32N, metres.
  UTM_32("EPSG:25832"),
  /// The same with the zone before the easting, `32434567.89`.
  UTM_32_WITH_ZONE("EPSG:4647");

  /// A millimetre; more than that no register has.
  private static final int DECIMALS_OF_DEGREES = 8;

  private static final double ZONE_METRES = 32_000_000;
  private static final Pattern CODE = Pattern.compile("(?:.*(?:EPSG.*[:/#]))?(\\d{4,5})");

  private final String code;

  ReferenceSystem(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /// Reads `EPSG:25832`, `25832`, `urn:ogc:def:crs:EPSG::25832` and what else names one of these.
  public static Optional<ReferenceSystem> read(String name) {
    if (name.endsWith("CRS84")) {
      return Optional.of(WGS_84);
    }
    var number = CODE.matcher(name.strip().toUpperCase(Locale.ROOT));
    if (!number.matches()) {
      return Optional.empty();
    }
    var wanted = number.group(1).equals("4258") ? WGS_84.code : "EPSG:" + number.group(1);
    return Arrays.stream(values()).filter(each -> each.code.equals(wanted)).findFirst();
  }

  /// All that can be read, for people.
  public static String known() {
    return Arrays.stream(values()).map(ReferenceSystem::code).collect(Collectors.joining(", "));
  }

  /// Where a point is, to the millimetre.
  ///
  /// @throws IllegalArgumentException if that is not on earth
  Position position(double east, double north) {
    return switch (this) {
      case WGS_84 -> rounded(east, north);
      case UTM_32 -> fromUtm(east, north);
      case UTM_32_WITH_ZONE -> fromUtm(east - ZONE_METRES, north);
    };
  }

  private static Position fromUtm(double east, double north) {
    var systems = new CRSFactory();
    // What EPSG says of 25832 and 4258, without the file of all systems.
    var utm =
        systems.createFromParameters(
            UTM_32.code, "+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs");
    var degrees = systems.createFromParameters("EPSG:4258", "+proj=longlat +ellps=GRS80 +no_defs");
    var point = new ProjCoordinate();
    new BasicCoordinateTransform(utm, degrees).transform(new ProjCoordinate(east, north), point);
    return rounded(point.x, point.y);
  }

  private static Position rounded(double longitude, double latitude) {
    return new Position(rounded(latitude), rounded(longitude));
  }

  private static double rounded(double degrees) {
    return BigDecimal.valueOf(degrees)
        .setScale(DECIMALS_OF_DEGREES, RoundingMode.HALF_EVEN)
        .doubleValue();
  }
}
