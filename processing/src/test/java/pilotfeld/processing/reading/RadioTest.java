package pilotfeld.processing.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.reading.Radio.Reception;

class RadioTest {

  @Test
  void theGatewayWithTheBestSignalToNoiseRatioComesFirst() {
    assertEquals(
        List.of("tower", "cellar", "far"),
        heardBy(
            new Reception("far", -118, -12.5),
            new Reception("tower", -99, 8.2),
            new Reception("cellar", -90, -3)));
  }

  @Test
  void betweenEqualRatiosTheStrongerSignalComesFirst() {
    assertEquals(
        List.of("strong", "weak"),
        heardBy(new Reception("weak", -110, 5), new Reception("strong", -70, 5)));
  }

  @Test
  void everyGatewayIsKeptOnceByItsBestAntenna() {
    assertEquals(
        List.of("a", "b"),
        heardBy(
            new Reception("a", -80, 1), new Reception("b", -80, 0), new Reception("a", -80, 1)));
  }

  private static List<String> heardBy(Reception... receptions) {
    return new Radio(Optional.of(7), 125_000, 868_100_000, Stream.of(receptions).toList())
        .receptions().stream().map(Reception::gateway).toList();
  }
}
