package pilotfeld.ingest.demo.radio;

import java.time.Duration;
import java.time.Instant;
import pilotfeld.ingest.demo.world.Noise;

/// A LoRaWAN gateway on a roof.
///
/// @param id its EUI, 16 lower-case hex digits
/// @param gainDecibel antenna and height together, against a good rooftop
/// @param outageShare the chance that it is down for hours within any one day
public record Gateway(String id, String name, Place place, double gainDecibel, double outageShare) {

  private static final Duration DAY = Duration.ofDays(1);

  /// @throws IllegalArgumentException if `outageShare` is no share
  public Gateway {
    if (!(outageShare >= 0 && outageShare <= 1)) {
      throw new IllegalArgumentException("outageShare of " + id + " is " + outageShare);
    }
  }

  /// Whether it is up: an outage lasts two to nine hours and ends on the day on which it began.
  public boolean isUp(Instant time) {
    var day = Math.floorDiv(time.getEpochSecond(), DAY.toSeconds());
    var own = new Noise(day).of(id);
    if (own.uniform(0) >= outageShare) {
      return true;
    }
    var hours = own.between(2, 9, 1);
    var start = own.between(0, 24 - hours, 2);
    var hour = (time.getEpochSecond() - day * DAY.toSeconds()) / 3600.0;
    return hour < start || hour >= start + hours;
  }
}
