package pilotfeld.ingest.demo.radio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pilotfeld.ingest.demo.world.Noise;

/// The air between one sensor and all gateways.
public final class Radio {

  private static final Duration RATE_KEPT = Duration.ofHours(6);
  private static final double INSTALLATION_MARGIN = 8;
  private static final double DECODING_SOFTNESS = 0.4;

  private final List<Link> links;
  private final Noise noise;

  /// @param noise the demonstration's randomness
  public Radio(Emitter emitter, List<Gateway> gateways, Noise noise) {
    var air = noise.of("radio");
    this.links = gateways.stream().map(gateway -> new Link(emitter, gateway, air)).toList();
    this.noise = air.of(emitter.name());
  }

  /// Sends one frame; `draw` tells frames apart.
  public Transmission send(Instant time, long draw) {
    var spreadingFactor = spreadingFactor(time);
    var frequency = Lora.frequency((int) noise.of("channel").between(0, 8, draw));
    if (noise.of("collision").uniform(draw) < Lora.collisionShare(spreadingFactor)) {
      return new Transmission(spreadingFactor, frequency, List.of());
    }
    return new Transmission(spreadingFactor, frequency, receptions(time, draw, spreadingFactor));
  }

  /// What adaptive data rate has settled on: the fastest rate that leaves the installation margin.
  int spreadingFactor(Instant time) {
    var seconds =
        Math.floorDiv(time.getEpochSecond(), RATE_KEPT.toSeconds()) * RATE_KEPT.toSeconds();
    var best = bestSnr(Instant.ofEpochSecond(seconds));
    for (var spreadingFactor = Lora.FASTEST; spreadingFactor < Lora.SLOWEST; spreadingFactor++) {
      if (best - Lora.floorDecibel(spreadingFactor) >= INSTALLATION_MARGIN) {
        return spreadingFactor;
      }
    }
    return Lora.SLOWEST;
  }

  private double bestSnr(Instant time) {
    var best = Double.NEGATIVE_INFINITY;
    for (var link : links) {
      if (link.gateway().isUp(time)) {
        best = Math.max(best, link.slowSnr(time));
      }
    }
    return best;
  }

  private List<Reception> receptions(Instant time, long draw, int spreadingFactor) {
    var heard = new ArrayList<Reception>(links.size());
    for (var index = 0; index < links.size(); index++) {
      var link = links.get(index);
      var snr = link.snr(time, draw);
      var chance =
          1 / (1 + Math.exp((Lora.floorDecibel(spreadingFactor) - snr) / DECODING_SOFTNESS));
      if (link.gateway().isUp(time) && noise.of("decoding").of(index).uniform(draw) < chance) {
        heard.add(reception(link.gateway(), snr));
      }
    }
    return heard;
  }

  private static Reception reception(Gateway gateway, double snr) {
    var signal = Math.pow(10, (Lora.NOISE_FLOOR_DBM + snr) / 10);
    var total = signal + Math.pow(10, Lora.NOISE_FLOOR_DBM / 10);
    var rssi = (int) Math.round(10 * Math.log10(total));
    return new Reception(gateway.id(), rssi, Math.round(snr * 4) / 4.0, gateway.place());
  }
}
