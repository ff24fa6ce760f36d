package pilotfeld.ingest.demo.radio;

import java.time.Duration;
import java.time.Instant;
import pilotfeld.ingest.demo.world.Noise;

/// The way from one sensor to one gateway: log-distance path loss, and what stands in the way for
/// good.
///
/// The figures are of the order measured in German towns at 868 MHz; they claim nothing about
/// Osnabrück.
final class Link {

  private static final double SENT_DBM = 14;
  private static final double ROOFTOP_GAIN = 4;
  private static final double LOSS_AT_ONE_KILOMETRE = 127;
  private static final double EXPONENT = 2.7;
  private static final double SHADOWING = 3;
  private static final double NEAREST_METRES = 40;
  private static final double SATURATED_SNR = 13;
  private static final double CAR_DECIBEL = 8;

  private final Emitter emitter;
  private final Gateway gateway;
  private final Noise noise;
  private final double meanSnr;

  Link(Emitter emitter, Gateway gateway, Noise noise) {
    this.emitter = emitter;
    this.gateway = gateway;
    this.noise = noise.of(emitter.name()).of(gateway.id());
    this.meanSnr = SENT_DBM + ROOFTOP_GAIN + gateway.gainDecibel() - loss() - Lora.NOISE_FLOOR_DBM;
  }

  Gateway gateway() {
    return gateway;
  }

  /// SNR without the fading of a single frame, dB: it drifts with weather, leaves and parked cars.
  double slowSnr(Instant time) {
    return meanSnr + 1.2 * noise.of("slow").smooth(time, Duration.ofHours(7)) - car(time);
  }

  /// SNR of one frame, dB; `draw` tells frames apart.
  double snr(Instant time, long draw) {
    var fading = emitter.cover().fadingDecibel * noise.of("fading").gaussian(draw);
    return Math.min(slowSnr(time) + fading, SATURATED_SNR + 0.5 * noise.of("top").gaussian(draw));
  }

  private double loss() {
    var kilometres = Math.max(NEAREST_METRES, emitter.place().metresTo(gateway.place())) / 1000;
    var distance = LOSS_AT_ONE_KILOMETRE + 10 * EXPONENT * Math.log10(kilometres);
    return distance + SHADOWING * noise.gaussian(0) + emitter.cover().lossDecibel;
  }

  private double car(Instant time) {
    if (emitter.cover() != Cover.CAST_IRON) {
      return 0;
    }
    // A car stands above the lid of all links of the sensor alike, so its curve knows no gateway.
    var parked = new Noise(0).of(emitter.name()).smooth(time, Duration.ofHours(3)) > 0.45;
    return parked ? CAR_DECIBEL : 0;
  }
}
