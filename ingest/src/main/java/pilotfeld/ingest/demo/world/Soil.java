package pilotfeld.ingest.demo.world;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/// The ground at a young tree: it dries out slowly, rain and the watering cart fill it up.
public final class Soil {

  /// How a tree is watered from April to October: as ever every week, or as its sensor advises.
  public enum Watering {
    WEEKLY(1),
    BY_SENSOR(2);

    private final int weeks;

    Watering(int weeks) {
      this.weeks = weeks;
    }
  }

  private static final int MEMORY_DAYS = 45;
  private static final double SATURATED = 0.40;

  private final Weather weather;
  private final Noise noise;
  private final Watering watering;
  private final double residual;

  /// @param noise the randomness of this tree
  public Soil(Weather weather, Noise noise, Watering watering) {
    this.weather = weather;
    this.noise = noise;
    this.watering = watering;
    this.residual = noise.between(0.07, 0.12, 0);
  }

  /// Cubic metres of water in a cubic metre of soil.
  public double moisture(Instant time) {
    var dryingDays = (12 - 5 * Sky.summer(time)) * noise.between(0.85, 1.2, 1);
    var added = rain(time, dryingDays) + watered(time, dryingDays);
    var room = SATURATED - residual;
    return residual + room * (1 - Math.exp(-added / room));
  }

  /// Degrees Celsius, 30 cm down.
  public double temperature(Instant time) {
    var season = 10.2 + 7.5 * Sky.summer(time.minus(Duration.ofDays(12)));
    return 0.6 * season + 0.4 * weather.dayMean(time);
  }

  /// Microsiemens per centimetre: wet soil conducts.
  public double conductivity(Instant time) {
    return 40 + noise.between(800, 1300, 2) * moisture(time);
  }

  private double rain(Instant time, double dryingDays) {
    var sum = 0.0;
    for (var shower : weather.showers(time.minus(Duration.ofDays(MEMORY_DAYS)), time)) {
      sum += 0.0055 * shower.millimetres() * left(shower.hoursUntil(time), dryingDays);
    }
    return sum;
  }

  private double watered(Instant time, double dryingDays) {
    var today = time.atOffset(ZoneOffset.UTC).toLocalDate();
    var round = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY));
    var sum = 0.0;
    for (; round.isAfter(today.minusDays(MEMORY_DAYS)); round = round.minusWeeks(1)) {
      if (isWatered(round)) {
        var hours = Duration.between(cart(round), time).toMinutes() / 60.0;
        sum += 0.11 * left(hours, dryingDays);
      }
    }
    return sum;
  }

  private boolean isWatered(LocalDate round) {
    var month = round.getMonthValue();
    var week = Math.floorDiv(round.toEpochDay(), 7);
    return month >= 4 && month <= 10 && Math.floorMod(week, watering.weeks) == 0;
  }

  private Instant cart(LocalDate round) {
    return round
        .atTime(6, 30)
        .toInstant(ZoneOffset.UTC)
        .plusSeconds((long) noise.between(0, 14_400, 3));
  }

  /// What is left of one unit of water: it seeps in within two hours and is used up in days.
  private static double left(double hours, double dryingDays) {
    if (hours <= 0) {
      return 0;
    }
    return Math.min(hours / 2, 1) * Math.exp(-hours / 24 / dryingDays);
  }
}
