package pilotfeld.processing.envelope;

import java.util.Optional;

/// What a network server learns from LoRaWAN's DevStatusAns. The names differ from those of
/// payloads, so that two clocks and two scales never share a series.
final class StatusSamples {

  // Six bits in LoRaWAN; a server may have counted otherwise.
  private static final int MARGIN_LIMIT = 128;

  private StatusSamples() {}

  /// @param decibel demodulation margin of the last downlink, -32 to 31
  static Sample margin(double decibel) throws UnreadableException {
    require(Math.abs(decibel) <= MARGIN_LIMIT, "margin", decibel);
    return new Sample("downlink_margin", Optional.of("dB"), Optional.empty(), decibel);
  }

  /// @param percent 0 to 100
  static Sample battery(double percent) throws UnreadableException {
    require(percent >= 0 && percent <= 100, "batteryLevel", percent);
    return new Sample("reported_battery_level", Optional.of("%"), Optional.empty(), percent);
  }

  private static void require(boolean possible, String field, double value)
      throws UnreadableException {
    if (!possible) {
      throw new UnreadableException("%s is %s: that is none".formatted(field, value));
    }
  }
}
