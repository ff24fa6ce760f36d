package pilotfeld.ingest.demo.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.ingest.demo.world.Soil.Watering;

class PlacesTest {

  private static final Noise NOISE = new Noise(42);
  private static final Weather WEATHER = new Weather(NOISE);
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(60));

  static List<Occasions> occasions() {
    return List.of(
        new River(WEATHER, NOISE).rises(),
        new Shaft(WEATHER, NOISE).leaks(),
        new Station(WEATHER, NOISE).contacts());
  }

  @ParameterizedTest
  @MethodSource("occasions")
  void adjoiningSpansHaveTheOccasionsOfTheirUnion(Occasions occasions) {
    var pieces = new ArrayList<Instant>();
    for (var from = START; from.isBefore(END); from = from.plus(Duration.ofHours(7))) {
      var until = from.plus(Duration.ofHours(7));
      pieces.addAll(occasions.between(from, until.isBefore(END) ? until : END));
    }

    assertEquals(occasions.between(START, END), pieces);
    assertEquals(pieces.stream().sorted().toList(), pieces);
    assertFalse(pieces.isEmpty());
  }

  @Test
  void theRiverRisesAfterHeavyRain() {
    var river = new River(WEATHER, NOISE);
    var heavy =
        WEATHER.showers(START, END).stream()
            .filter(shower -> shower.millimetres() > 15)
            .findFirst()
            .orElseThrow();
    var crest = heavy.start().plus(Duration.ofHours(8));

    assertTrue(river.level(crest) > river.level(heavy.start()) + 100);
    assertEquals(
        river.level(crest) - river.level(START),
        river.distance(START) - river.distance(crest),
        1e-6);
  }

  @Test
  void aGullyFillsInTheRainAndIsEmptyAgainSoonAfter() {
    var gully = new Gully(WEATHER, NOISE);
    var shower = WEATHER.showers(START, END).getFirst();

    assertTrue(gully.level(shower.end()) > gully.level(shower.start()) + 1);
    assertTrue(gully.level(START) < 6);
  }

  @Test
  void summerIsWarmAndWinterCold() {
    var january = meanTemperature(Instant.parse("2027-01-10T00:00:00Z"));
    var july = meanTemperature(Instant.parse("2027-07-10T00:00:00Z"));

    assertEquals(1.5, january, 5);
    assertEquals(19, july, 5);
  }

  @Test
  void aTreeWateredEveryWeekIsWetterInSummerThanOneWateredByItsSensor() {
    var weekly = meanMoisture(Watering.WEEKLY);
    var bySensor = meanMoisture(Watering.BY_SENSOR);

    assertTrue(weekly > bySensor, weekly + " against " + bySensor);
    assertTrue(bySensor > 0.05 && weekly < 0.45);
  }

  @Test
  void aStationIsTrippedForATestTwiceAWeek() {
    var station = new Station(WEATHER, NOISE);
    var trips = station.trips(START, START.plus(Duration.ofDays(28)));

    assertEquals(8, trips.size());
    assertTrue(station.isTripped(trips.getFirst().from()));
    assertFalse(station.isTripped(trips.getFirst().until()));
  }

  @Test
  void theEveningLoadIsAboveTheNightLoad() {
    var station = new Station(WEATHER, NOISE);
    var night = Instant.parse("2026-11-24T02:00:00Z");
    var evening = Instant.parse("2026-11-24T18:00:00Z");

    for (var phase = 1; phase <= 3; phase++) {
      assertTrue(station.current(phase, evening) > 1.2 * station.current(phase, night));
    }
  }

  private static double meanTemperature(Instant from) {
    return IntStream.range(0, 20)
        .mapToObj(day -> WEATHER.dayMean(from.plus(Duration.ofDays(day))))
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private static double meanMoisture(Watering watering) {
    var soil = new Soil(WEATHER, NOISE, watering);
    return IntStream.range(0, 60)
        .mapToDouble(day -> soil.moisture(START.plus(Duration.ofDays(day))))
        .average()
        .orElseThrow();
  }
}
