package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PositionTest {

  @Test
  void polesAndDateLineArePlaces() {
    assertEquals(90, new Position(90, -180).latitude());
    assertEquals(180, new Position(-90, 180).longitude());
  }

  @Test
  void whatIsBeyondThemIsNamed() {
    assertEquals(
        "latitude is 95.0: degrees from -90 to 90 belong there",
        refusal(() -> new Position(95, 8)));
    assertEquals(
        "longitude is -180.5: degrees from -180 to 180 belong there",
        refusal(() -> new Position(52, -180.5)));
    assertEquals(
        "latitude is NaN: degrees from -90 to 90 belong there",
        refusal(() -> new Position(Double.NaN, 8)));
  }

  private static String refusal(Runnable making) {
    return assertThrows(IllegalArgumentException.class, making::run).getMessage();
  }
}
