package pilotfeld.processing.envelope;

import java.util.Optional;

/// What a network server learns from LoRaWAN's DevStatusAns. The names differ from those of
/// payloads, so that two clocks and two scales never share a series.
final class StatusSamples {

  private StatusSamples() {}

  /// @param decibel demodulation margin of the last downlink, -32 to 31
  static Sample margin(double decibel) {
    return new Sample("downlink_margin", Optional.of("dB"), Optional.empty(), decibel);
  }

  /// @param percent 0 to 100
  static Sample battery(double percent) {
    return new Sample("reported_battery_level", Optional.of("%"), Optional.empty(), percent);
  }
}
