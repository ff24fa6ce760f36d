package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A district-heating shaft: hot pipes, damp air, and sometimes water on the floor after heavy
/// rain.
public final class Shaft {

  private static final double HEAVY_MILLIMETRES = 11;
  private static final Duration SEEPS_IN = Duration.ofMinutes(50);
  private static final Duration LONGEST_WET = Duration.ofHours(14);

  private final Weather weather;
  private final Noise noise;
  private final double leakiness;

  /// @param noise the randomness of this shaft
  public Shaft(Weather weather, Noise noise) {
    this.weather = weather;
    this.noise = noise;
    this.leakiness = noise.between(0.1, 0.6, 0);
  }

  /// Degrees Celsius of the flow pipe: hotter the colder it is outside, with the town's mornings
  /// and evenings.
  public double pipeTemperature(Instant time) {
    var hour = Sky.solarHour(time);
    var heating = 78 + 0.9 * Math.max(0, 15 - weather.dayMean(time));
    var peak = 3 * (Curve.peak(hour, 6.5, 2) + Curve.peak(hour, 18.5, 2.5));
    return heating + peak + 1.5 * noise.of("flow").smooth(time, Duration.ofHours(3));
  }

  /// Degrees Celsius of the air between the pipes.
  public double airTemperature(Instant time) {
    var share = 0.28 + 0.05 * noise.uniform(1);
    var ground = 8 + 0.4 * weather.dayMean(time);
    return ground + share * (pipeTemperature(time) - ground);
  }

  /// Relative humidity of that air, percent.
  public double humidity(Instant time) {
    var dry = 58 + 12 * noise.of("damp").smooth(time, Duration.ofHours(40));
    return isWet(time) ? Math.min(100, dry + 32) : dry;
  }

  /// Whether water stands on the floor.
  public boolean isWet(Instant time) {
    return wet(time.minus(LONGEST_WET), time).stream().anyMatch(spell -> spell.contains(time));
  }

  /// The leak sensor reports when the floor gets wet and when it is dry again.
  public Occasions leaks() {
    return (from, until) -> {
      var span = new Spell(from, until);
      var edges = new ArrayList<Instant>();
      for (var spell : wet(from.minus(LONGEST_WET), until)) {
        edges.add(spell.from());
        edges.add(spell.until());
      }
      edges.removeIf(edge -> !span.contains(edge));
      edges.sort(null);
      return edges;
    };
  }

  private List<Spell> wet(Instant from, Instant until) {
    var spells = new ArrayList<Spell>();
    for (var shower : weather.showers(from.minus(SEEPS_IN), until)) {
      var second = shower.start().getEpochSecond();
      if (shower.millimetres() > HEAVY_MILLIMETRES && noise.of("wet").uniform(second) < leakiness) {
        var hours = noise.of("dry").between(3, 11, second);
        var start = shower.start().plus(SEEPS_IN);
        spells.add(new Spell(start, start.plusSeconds((long) (hours * 3600))));
      }
    }
    return spells;
  }
}
