package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The weather over the town, the same for all sites.
public final class Weather {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration LONGEST_SHOWER = Duration.ofHours(10);
  private static final double HEAVIEST_MILLIMETRES = 35;

  private final Noise noise;

  /// @param noise the demonstration's randomness
  public Weather(Noise noise) {
    this.noise = noise.of("weather");
  }

  /// Air temperature in the shade, degrees Celsius: season, day, and fronts that pass in days.
  public double temperature(Instant time) {
    var day =
        (2.5 + 1.5 * Sky.summer(time)) * Math.cos(2 * Math.PI * (Sky.solarHour(time) - 15) / 24);
    return 10.2 + 8.8 * Sky.summer(time) + day + fronts(time);
  }

  /// The mean of the day before `time`, degrees Celsius: what stone and soil have taken in.
  double dayMean(Instant time) {
    var sum = 0.0;
    for (var hours = 3; hours < 24; hours += 6) {
      sum += temperature(time.minus(Duration.ofHours(hours)));
    }
    return sum / 4;
  }

  /// Relative humidity of the air outside, percent.
  double humidity(Instant time) {
    var day = -12 * Math.cos(2 * Math.PI * (Sky.solarHour(time) - 15) / 24);
    var value =
        80
            + day
            - 8 * Sky.summer(time)
            + 9 * noise.of("humidity").smooth(time, Duration.ofHours(30));
    return Math.clamp(value, 25, 100);
  }

  /// Sunshine from 0 (night) to 1 (a clear noon in June).
  double sunshine(Instant time) {
    var clear = 0.55 + 0.45 * noise.of("clouds").smooth(time, Duration.ofHours(5));
    return Sky.sun(time) * clear;
  }

  /// The showers that fall, wholly or in part, in [from, until), by their start.
  List<Shower> showers(Instant from, Instant until) {
    var found = new ArrayList<Shower>();
    var last = week(until);
    for (var week = week(from.minus(LONGEST_SHOWER)); week <= last; week++) {
      for (var shower : showersOf(week)) {
        if (shower.start().isBefore(until) && shower.end().isAfter(from)) {
          found.add(shower);
        }
      }
    }
    return found;
  }

  private double fronts(Instant time) {
    return 5.5 * noise.of("fronts").smooth(time, Duration.ofDays(4))
        + 1.8 * noise.of("days").smooth(time, Duration.ofHours(28))
        + 0.4 * noise.of("hours").smooth(time, Duration.ofHours(2));
  }

  private List<Shower> showersOf(long week) {
    var rain = noise.of("rain").of(week);
    var count = 2 + (int) rain.between(0, 3, 0);
    var showers = new ArrayList<Shower>(count);
    for (var index = 0; index < count; index++) {
      showers.add(shower(rain.of(index), Instant.ofEpochSecond(week * WEEK.toSeconds())));
    }
    showers.sort(Comparator.comparing(Shower::start));
    return showers;
  }

  private static Shower shower(Noise rain, Instant weekStart) {
    var start = weekStart.plusSeconds((long) rain.between(0, WEEK.toSeconds(), 1));
    var length = Duration.ofMinutes((long) rain.between(40, LONGEST_SHOWER.toMinutes(), 2));
    var millimetres = 1.5 - 7 * Math.log(1 - rain.uniform(3));
    return new Shower(start, length, Math.min(millimetres, HEAVIEST_MILLIMETRES));
  }

  private static long week(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), WEEK.toSeconds());
  }
}
