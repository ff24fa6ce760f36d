package pilotfeld.processing.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pilotfeld.processing.asset.ReferenceSystem.UTM_32;
import static pilotfeld.processing.asset.ReferenceSystem.UTM_32_WITH_ZONE;
import static pilotfeld.processing.asset.ReferenceSystem.WGS_84;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceSystemTest {

  private static final double METRES_OF_A_DEGREE = 111_320;

  /// Reference points that survey offices have measured and published in both systems, for
  /// everybody to try a receiver at: Augsburg and Schwanstetten of the Bavarian agency
  /// (ldbv.bayern.de/vermessung/satellitenpositionierung/referenzpunkte), Mönchengladbach-Rheydt,
  /// Mainz and Mülheim of their cities. What is allowed is half the last digit that each gives, of
  /// degrees or metres.
  @ParameterizedTest
  @CsvSource({
    "Augsburg,        640309.21, 5358772.36, 48.36651699,   10.89443123,   0.008",
    "Schwanstetten,   653706.62, 5462534.68, 49.29620631,   11.11410287,   0.008",
    "Mönchengladbach, 321405.97, 5671571.34, 51.1676546,    6.4454264,     0.012",
    "Mainz,           448080.38, 5538943.58, 50.0005525,    8.2755327778,  0.025",
    "Mülheim,         352338.3,  5699062.9,  51.4235138889, 6.8761444444,  0.25",
  })
  void pointsOfTheSurveyOfficesAreWhereTheyAre(
      String name, double east, double north, double latitude, double longitude, double metres) {
    var position = UTM_32.position(east, north);

    assertEquals(latitude, position.latitude(), metres / METRES_OF_A_DEGREE, name);
    var shrink = Math.cos(Math.toRadians(latitude));
    assertEquals(longitude, position.longitude(), metres / METRES_OF_A_DEGREE / shrink, name);
  }

  @Test
  void theZoneBeforeTheEastingIsTheSamePlace() {
    assertEquals(
        UTM_32.position(640309.21, 5358772.36), UTM_32_WITH_ZONE.position(32640309.21, 5358772.36));
  }

  @Test
  void degreesAreKeptToTheMillimetre() {
    var position = WGS_84.position(8.047212345678, 52.27);

    assertEquals(8.04721235, position.longitude());
    assertEquals(52.27, position.latitude());
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:25832, UTM_32",
    "epsg:25832, UTM_32",
    "25832, UTM_32",
    "urn:ogc:def:crs:EPSG::25832, UTM_32",
    "http://www.opengis.net/def/crs/EPSG/0/25832, UTM_32",
    "EPSG:4647, UTM_32_WITH_ZONE",
    "urn:ogc:def:crs:OGC:1.3:CRS84, WGS_84",
    "EPSG:4326, WGS_84",
    "EPSG:4258, WGS_84",
  })
  void systemsAreReadHoweverTheyAreNamed(String name, ReferenceSystem system) {
    assertEquals(Optional.of(system), ReferenceSystem.read(name));
  }

  @ParameterizedTest
  @CsvSource({"EPSG:31467", "EPSG:3857", "WGS 84", "EPSG:", "EPSG:125832"})
  void othersAreNotKnown(String name) {
    assertEquals(Optional.empty(), ReferenceSystem.read(name));
  }
}
