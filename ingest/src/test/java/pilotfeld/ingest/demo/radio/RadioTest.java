package pilotfeld.ingest.demo.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.world.Noise;

class RadioTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Place ROOF = new Place(52.28, 8.05);
  private static final Place NEAR = new Place(52.283, 8.05);
  private static final Place FAR = new Place(52.302, 8.05);
  private static final Gateway GOOD = new Gateway("0250494c4f54ff01", "good", ROOF, 0, 0);
  private static final Gateway BAD = new Gateway("0250494c4f54ff02", "bad", ROOF, 0, 1);

  @Test
  void distancesAreThoseOfTheGround() {
    assertEquals(334, ROOF.metresTo(NEAR), 1);
    assertEquals(680, ROOF.metresTo(new Place(52.28, 8.06)), 2);
  }

  @Test
  void aNearSensorIsFastAndHardlyLoses() {
    assertEquals(7, radio(NEAR, Cover.OPEN, GOOD).spreadingFactor(START));
    assertTrue(delivery(radio(NEAR, Cover.OPEN, GOOD)) > 0.99);
  }

  @Test
  void castIronMakesItSlowerAndLose() {
    var radio = radio(FAR, Cover.CAST_IRON, GOOD);

    assertEquals(12, radio.spreadingFactor(START));
    assertTrue(delivery(radio) < 0.5);
  }

  @Test
  void aGatewayThatIsDownHearsNothing() {
    var radio = radio(NEAR, Cover.OPEN, BAD);
    for (var minute = 0; minute < 3000; minute++) {
      var time = START.plus(Duration.ofMinutes(minute));

      assertTrue(BAD.isUp(time) || radio.send(time, minute).receptions().isEmpty());
    }
  }

  @Test
  void anOutageLastsTwoToNineHoursOfItsDay() {
    for (var day = 0; day < 50; day++) {
      var midnight = START.plus(Duration.ofDays(day));
      var down =
          IntStream.range(0, 1440)
              .filter(minute -> !BAD.isUp(midnight.plus(Duration.ofMinutes(minute))))
              .count();

      assertTrue(down >= 119 && down <= 541, down + " minutes");
    }
  }

  @Test
  void whatIsHeardIsAboutTheFloorOfItsSpreadingFactorOrBetter() {
    var radio = radio(FAR, Cover.INDOOR, GOOD);
    frames(radio)
        .forEach(
            frame ->
                frame
                    .receptions()
                    .forEach(
                        heard -> {
                          var floor = Lora.floorDecibel(frame.spreadingFactor());
                          assertTrue(heard.snrDecibel() > floor - 5);
                          assertTrue(heard.snrDecibel() < 16);
                          assertTrue(heard.rssiDbm() >= -117 && heard.rssiDbm() < -30);
                        }));
  }

  @Test
  void allEightChannelsAreUsed() {
    var used =
        frames(radio(NEAR, Cover.OPEN, GOOD))
            .map(frame -> Lora.channel(frame.frequencyHertz()))
            .distinct()
            .sorted()
            .toList();

    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), used);
  }

  @Test
  void theFloorIsSemtechs() {
    assertEquals(-7.5, Lora.floorDecibel(7));
    assertEquals(-20, Lora.floorDecibel(12));
  }

  private static double delivery(Radio radio) {
    return frames(radio).filter(frame -> !frame.receptions().isEmpty()).count() / 1000.0;
  }

  private static Stream<Transmission> frames(Radio radio) {
    return IntStream.range(0, 1000)
        .mapToObj(index -> radio.send(START.plus(Duration.ofMinutes(10L * index)), index));
  }

  private static Radio radio(Place place, Cover cover, Gateway gateway) {
    return new Radio(new Emitter("site", place, cover), List.of(gateway), new Noise(1));
  }
}
