package pilotfeld.processing.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {

  // All of them are the market place of Osnabrück, but where another is named.
  @ParameterizedTest
  @CsvSource({
    "WGS_84,           8.0421,     52.2779",
    "UTM_32,           434650,     5792100",
    "UTM_32_WITH_ZONE, 32434650,   5792100",
  })
  void whatIsWithinGermanyIsTaken(ReferenceSystem system, double east, double north) {
    assertEquals(Optional.empty(), Plausibility.complaint(system, east, north));
  }

  @ParameterizedTest
  @CsvSource({
    "WGS_84,           52.2779,    8.0421,     are swapped",
    "UTM_32,           5792100,    434650,     are swapped",
    "UTM_32_WITH_ZONE, 5792100,    32434650,   are swapped",
    "WGS_84,           434650,     5792100,    look like EPSG:25832: say --crs EPSG:25832",
    "WGS_84,           5792100,    434650,     look like EPSG:25832: say --crs EPSG:25832",
    "WGS_84,           32434650,   5792100,    look like EPSG:4647: say --crs EPSG:4647",
    "UTM_32,           32434650,   5792100,    look like EPSG:4647: say --crs EPSG:4647",
    "UTM_32,           33434650,   5792100,    look like UTM zone 33",
    "UTM_32_WITH_ZONE, 434650,     5792100,    look like EPSG:25832: say --crs EPSG:25832",
    "UTM_32,           8.0421,     52.2779,    look like EPSG:4326: say --crs EPSG:4326",
    "UTM_32,           3434700,    5794000,    look like Gauß-Krüger (DHDN): have them converted",
    "WGS_84,           3434700,    5794000,    look like Gauß-Krüger (DHDN): have them converted",
    "WGS_84,           895243,     6853000,    look like Web Mercator (EPSG:3857): have them converted",
    "WGS_84,           0,          0,          is outside of Germany",
    "WGS_84,           -8.0421,    52.2779,    is outside of Germany",
    "UTM_32,           434.650,    5792.100,   is outside of Germany",
    "UTM_32,           900000,     5205000,    is outside of Germany",
    "UTM_32_WITH_ZONE, 32900000,   5205000,    is outside of Germany",
  })
  void whatIsNotIsToldWhatItProbablyIs(
      ReferenceSystem system, double east, double north, String words) {
    var complaint = Plausibility.complaint(system, east, north).orElse("none");

    assertTrue(complaint.contains(words), complaint);
  }
}
