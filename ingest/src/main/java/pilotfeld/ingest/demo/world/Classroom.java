package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// A classroom: the air that a class uses up in a lesson and lets in during the break.
public final class Classroom {

  private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
  private static final double OUTSIDE_PPM = 425;
  private static final double LESSON_MINUTES = 38;
  private static final double AIRING_MINUTES = 9;
  private static final double CLOSED_MINUTES = 170;

  private final Weather weather;
  private final Noise noise;
  private final Instant advisedFrom;

  /// @param noise the randomness of this room
  /// @param advisedFrom since when the class sees its air and opens windows in time
  public Classroom(Weather weather, Noise noise, Instant advisedFrom) {
    this.weather = weather;
    this.noise = noise;
    this.advisedFrom = advisedFrom;
  }

  /// Carbon dioxide in ppm: towards a level of each lesson's own while taught, quickly down in a
  /// break.
  public double carbonDioxide(Instant time) {
    var date = time.atZone(TOWN).toLocalDate();
    var start = at(date, 0);
    if (!SchoolYear.isSchoolDay(date) || time.isBefore(start)) {
      return OUTSIDE_PPM + 15 * (1 + noise.of("night").smooth(time, Duration.ofHours(9)));
    }
    var level = OUTSIDE_PPM + 20;
    for (var index = 0; index < SchoolYear.LESSONS.size(); index++) {
      level = afterBreak(level, date, index, time);
      level = afterLesson(level, date, index, time);
    }
    return Curve.towards(
        OUTSIDE_PPM,
        level,
        minutes(end(date, SchoolYear.LESSONS.size() - 1), time),
        CLOSED_MINUTES);
  }

  /// Degrees Celsius: heated on school days, warmed by the class.
  public double temperature(Instant time) {
    var people = Math.max(0, carbonDioxide(time) - OUTSIDE_PPM) / 1000;
    var heated = SchoolYear.isSchoolDay(time.atZone(TOWN).toLocalDate()) ? 20.2 : 17.5;
    var outside = Math.max(0, weather.dayMean(time) - 14);
    return heated
        + 0.45 * outside
        + 1.3 * people
        + 0.3 * noise.of("heat").smooth(time, Duration.ofHours(4));
  }

  /// Relative humidity, percent.
  public double humidity(Instant time) {
    var people = Math.max(0, carbonDioxide(time) - OUTSIDE_PPM) / 1000;
    return Math.clamp(33 + 0.9 * weather.dayMean(time) + 6 * people, 18, 75);
  }

  /// Lux: daylight through the windows, and lamps while somebody is in.
  public double light(Instant time) {
    var lamps = isTaught(time) ? 380 : 0;
    return lamps + 900 * weather.sunshine(time);
  }

  /// Movements seen in the last ten minutes.
  public int motion(Instant time) {
    if (!isTaught(time)) {
      return noise.of("cleaning").uniform(time.getEpochSecond() / 1800) < 0.01 ? 3 : 0;
    }
    return (int) noise.of("motion").between(8, 90, time.getEpochSecond() / 600);
  }

  private boolean isTaught(Instant time) {
    var local = time.atZone(TOWN);
    if (!SchoolYear.isSchoolDay(local.toLocalDate())) {
      return false;
    }
    for (var index = 0; index < SchoolYear.LESSONS.size(); index++) {
      var lesson = SchoolYear.LESSONS.get(index);
      var within =
          !local.toLocalTime().isBefore(lesson.start())
              && local.toLocalTime().isBefore(lesson.end());
      if (within) {
        return isOccupied(local.toLocalDate(), index);
      }
    }
    return false;
  }

  private double afterBreak(double level, LocalDate date, int index, Instant time) {
    if (index == 0) {
      return level;
    }
    var from = end(date, index - 1);
    return Curve.towards(
        OUTSIDE_PPM,
        level,
        Math.min(minutes(from, time), minutes(from, at(date, index))),
        AIRING_MINUTES);
  }

  private double afterLesson(double level, LocalDate date, int index, Instant time) {
    var from = at(date, index);
    var spent = Math.min(minutes(from, time), minutes(from, end(date, index)));
    return Curve.towards(settled(date, index), level, spent, LESSON_MINUTES);
  }

  /// Where the air would settle if this lesson never ended.
  private double settled(LocalDate date, int index) {
    if (!isOccupied(date, index)) {
      return OUTSIDE_PPM + 60;
    }
    var closed = noise.of("class").between(1300, 2600, 6 * date.toEpochDay() + index);
    var advised = !at(date, index).isBefore(advisedFrom);
    return advised ? OUTSIDE_PPM + 0.55 * (closed - OUTSIDE_PPM) : closed;
  }

  private boolean isOccupied(LocalDate date, int index) {
    return noise.of("timetable").uniform(6 * Math.floorMod(date.toEpochDay(), 7L) + index) < 0.88;
  }

  private static double minutes(Instant from, Instant until) {
    return Duration.between(from, until).toMillis() / 60_000.0;
  }

  private static Instant at(LocalDate date, int index) {
    return date.atTime(SchoolYear.LESSONS.get(index).start()).atZone(TOWN).toInstant();
  }

  private static Instant end(LocalDate date, int index) {
    return date.atTime(SchoolYear.LESSONS.get(index).end()).atZone(TOWN).toInstant();
  }
}
