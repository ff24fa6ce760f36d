package pilotfeld.ingest.demo.radio;

import java.util.List;

/// LoRa at 125 kHz on the eight usual EU868 channels.
public final class Lora {

  static final int FASTEST = 7;
  static final int SLOWEST = 12;

  /// Thermal noise in 125 kHz and a receiver's noise figure of 6 dB.
  static final double NOISE_FLOOR_DBM = -117;

  private static final List<Long> CHANNELS =
      List.of(
          868_100_000L,
          868_300_000L,
          868_500_000L,
          867_100_000L,
          867_300_000L,
          867_500_000L,
          867_700_000L,
          867_900_000L);

  private Lora() {}

  /// The lowest SNR at which a spreading factor is demodulated, dB: -7.5 at SF7, 2.5 less per step.
  public static double floorDecibel(int spreadingFactor) {
    return -7.5 - 2.5 * (spreadingFactor - FASTEST);
  }

  /// The gateway's channel (0 to 7) of a frequency; -1 for another frequency.
  public static int channel(long frequencyHertz) {
    return CHANNELS.indexOf(frequencyHertz);
  }

  /// The share of frames lost to collisions with other users of the band: the longer on the air,
  /// the more.
  static double collisionShare(int spreadingFactor) {
    return 0.004 * Math.pow(1.4, spreadingFactor - FASTEST);
  }

  /// The frequency of a channel, Hz.
  static long frequency(int channel) {
    return CHANNELS.get(channel);
  }
}
