package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The river at one place: a base level that wanders in weeks, and a wave after every rain.
public final class River {

  private static final Duration MEMORY = Duration.ofDays(6);
  private static final Duration BETWEEN_EXTRA_REPORTS = Duration.ofMinutes(10);
  private static final double NOTABLE_RISE = 90;

  private final Weather weather;
  private final Noise noise;
  private final double riseHours;
  private final double lagHours;
  private final double gain;

  /// @param noise the randomness of this place
  public River(Weather weather, Noise noise) {
    this.weather = weather;
    this.noise = noise;
    this.riseHours = noise.between(4, 8, 0);
    this.lagHours = noise.between(0.5, 3, 1);
    this.gain = noise.between(14, 24, 2);
  }

  /// Millimetres above the river bed.
  public double level(Instant time) {
    var level = 640 + 110 * noise.of("base").smooth(time, Duration.ofDays(17));
    for (var shower : weather.showers(time.minus(MEMORY), time)) {
      level += rise(shower) * Curve.wave((shower.hoursUntil(time) - lagHours) / riseHours);
    }
    return level;
  }

  /// Millimetres from a sensor below a bridge down to the water; its height differs by place.
  public double distance(Instant time) {
    return noise.between(3000, 3900, 3) - level(time);
  }

  /// Degrees Celsius of the water.
  public double temperature(Instant time) {
    return Math.max(0.5, 2 + 0.85 * weather.dayMean(time));
  }

  /// While the water rises notably, the sensor reports twice as often.
  public Occasions rises() {
    return (from, until) -> {
      var found = new ArrayList<Instant>();
      for (var shower : weather.showers(from.minus(MEMORY), until)) {
        if (rise(shower) > NOTABLE_RISE) {
          addReports(shower, new Spell(from, until), found);
        }
      }
      found.sort(null);
      return found;
    };
  }

  private void addReports(Shower shower, Spell span, List<Instant> found) {
    var first = shower.start().plusSeconds((long) (lagHours * 3600));
    var end = first.plusSeconds((long) (riseHours * 3600));
    for (var at = first; at.isBefore(end); at = at.plus(BETWEEN_EXTRA_REPORTS)) {
      if (span.contains(at)) {
        found.add(at);
      }
    }
  }

  private double rise(Shower shower) {
    return shower.millimetres() * gain;
  }
}
