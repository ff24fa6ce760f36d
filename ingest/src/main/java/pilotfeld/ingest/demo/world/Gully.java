package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;

/// A gully in the street: nearly dry, filled by rain within minutes, empty again within the hour.
public final class Gully {

  private static final Duration MEMORY = Duration.ofHours(6);
  private static final double FULL_CENTIMETRES = 95;

  private final Weather weather;
  private final Noise noise;
  private final double gain;

  /// @param noise the randomness of this place
  public Gully(Weather weather, Noise noise) {
    this.weather = weather;
    this.noise = noise;
    this.gain = noise.between(2.5, 7, 0);
  }

  /// Centimetres of water above its floor.
  public double level(Instant time) {
    var level = 3 + noise.of("rest").smooth(time, Duration.ofDays(5));
    for (var shower : weather.showers(time.minus(MEMORY), time)) {
      level += gain * shower.millimetresPerHour() * filled(shower, time);
    }
    return Math.min(level, FULL_CENTIMETRES);
  }

  private static double filled(Shower shower, Instant time) {
    var age = shower.hoursUntil(time);
    var length = shower.length().toSeconds() / 3600.0;
    var full = 1 - Math.exp(-Math.min(age, length) / 0.4);
    return age <= length ? full : full * Math.exp(-(age - length) / 0.6);
  }
}
