package pilotfeld.ingest.demo.world;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// A local transformer station: the load of a quarter, the heat that it makes, and its test trips.
public final class Station {

  private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration LONGEST_TRIP = Duration.ofMinutes(4);
  private static final double RATED_AMPERES = 360;

  private final Weather weather;
  private final Noise noise;

  /// @param noise the randomness of this station
  public Station(Weather weather, Noise noise) {
    this.weather = weather;
    this.noise = noise;
  }

  /// Amperes on one of the three phases (1 to 3).
  public double current(int phase, Instant time) {
    var own = noise.of(phase);
    var share = own.between(0.82, 1.2, 0) + 0.12 * own.smooth(time, Duration.ofMinutes(50));
    var flicker = 1 + 0.05 * own.smooth(time, Duration.ofMinutes(9));
    return Math.max(2, share * flicker * quarter(time));
  }

  /// Degrees Celsius at the transformer: outside air, and heat by the square of the load of the
  /// last hours.
  public double temperature(Instant time) {
    var heat = 0.0;
    for (var hours = 0; hours < 4; hours++) {
      var load = quarter(time.minus(Duration.ofHours(hours))) / RATED_AMPERES;
      heat += 55 * load * load / 4;
    }
    return 0.7 * weather.dayMean(time) + 0.2 * weather.temperature(time) + 13 + heat;
  }

  /// Whether the fault indicator's contact is closed.
  public boolean isTripped(Instant time) {
    return trips(time.minus(LONGEST_TRIP), time.plusMillis(1)).stream()
        .anyMatch(trip -> trip.contains(time));
  }

  /// The test trips that begin in [from, until): two in each week, in working hours.
  public List<Spell> trips(Instant from, Instant until) {
    var span = new Spell(from, until);
    var found = new ArrayList<Spell>();
    var last = Math.floorDiv(until.getEpochSecond(), WEEK.toSeconds());
    for (var week = Math.floorDiv(from.getEpochSecond(), WEEK.toSeconds()); week <= last; week++) {
      found.add(trip(week, 0));
      found.add(trip(week, 1));
    }
    found.removeIf(trip -> !span.contains(trip.from()));
    return found;
  }

  /// The contact reports when it closes and when it opens.
  public Occasions contacts() {
    return (from, until) -> {
      var span = new Spell(from, until);
      var edges = new ArrayList<Instant>();
      for (var trip : trips(from.minus(LONGEST_TRIP), until)) {
        edges.add(trip.from());
        edges.add(trip.until());
      }
      edges.removeIf(edge -> !span.contains(edge));
      return edges;
    };
  }

  // Weeks are counted from a Thursday: one trip on Thursday or Friday, one from Monday to
  // Wednesday.
  private Spell trip(long week, int which) {
    var own = noise.of("trip").of(2 * week + which);
    var day = which == 0 ? (long) own.between(0, 2, 0) : (long) own.between(4, 7, 0);
    var start =
        Instant.ofEpochSecond(week * WEEK.toSeconds())
            .plus(Duration.ofDays(day))
            .plusSeconds((long) own.between(7 * 3600, 14 * 3600, 1));
    return new Spell(start, start.plusSeconds((long) own.between(60, LONGEST_TRIP.toSeconds(), 2)));
  }

  private double quarter(Instant time) {
    var local = time.atZone(TOWN);
    var hour = local.getHour() + local.getMinute() / 60.0;
    var heating = 1.6 * Math.max(0, 14 - weather.temperature(time));
    var solar = 70 * noise.uniform(1) * weather.sunshine(time);
    var base = noise.between(60, 105, 2) + (isWeekend(local) ? weekend(hour) : workday(hour));
    var wander = 9 * noise.of("quarter").smooth(time, Duration.ofMinutes(70));
    return Math.max(4, base + heating - solar + wander);
  }

  private static double workday(double hour) {
    return 45 * Curve.peak(hour, 7.5, 1.8)
        + 30 * Curve.peak(hour, 12.2, 2.2)
        + 85 * Curve.peak(hour, 19, 2.8);
  }

  private static double weekend(double hour) {
    return 40 * Curve.peak(hour, 10, 2.5)
        + 45 * Curve.peak(hour, 12.5, 2)
        + 70 * Curve.peak(hour, 19, 3);
  }

  private static boolean isWeekend(ZonedDateTime local) {
    return local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
