package pilotfeld.processing.field;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import pilotfeld.processing.reading.Radio;

/// How well a device is heard, by some of its uplinks.
///
/// The margin of a reception is its SNR above what the demodulator still reads at that spreading
/// factor: -7.5 dB at SF7, and 2.5 dB less with each further one down to -20 dB at SF12 (Semtech,
/// SX1276 data sheet, table 13). As the network slows a weak device down, the headroom counts what
/// is left at SF12: the margin and 2.5 dB for each spreading factor that is still to come.
///
/// @param marginDecibel the median of what each uplink has at its best gateway
/// @param headroomDecibel the same, of the headroom
/// @param spreadingFactor of the newest uplink
/// @param bestSnrDecibel the best of all receptions
/// @param gateways the best first
/// @param survivesBest whether more than half of the uplinks would have been heard with a headroom
///   of `LEAST_HEADROOM_DECIBEL` without the best gateway
public record Link(
    double marginDecibel,
    double headroomDecibel,
    int spreadingFactor,
    double bestSnrDecibel,
    List<Gateway> gateways,
    boolean survivesBest) {

  /// Below it, leaves and rain are enough to lose a site.
  public static final double LEAST_HEADROOM_DECIBEL = 3;

  private static final int SLOWEST = 12;
  private static final double FLOOR_OF_SLOWEST_DECIBEL = -20;
  private static final double STEP_DECIBEL = 2.5;

  public Link {
    gateways = List.copyOf(gateways);
  }

  /// One that heard the device.
  ///
  /// @param uplinks how many of them it heard
  /// @param bestSnrDecibel of them
  /// @param marginDecibel the best of them
  public record Gateway(String id, int uplinks, double bestSnrDecibel, double marginDecibel) {}

  /// An uplink that gateways heard, the best first.
  record Hearing(int spreadingFactor, List<Radio.Reception> receptions) {

    Hearing {
      receptions = List.copyOf(receptions);
    }
  }

  /// What the demodulator still reads.
  ///
  /// @param spreadingFactor 7 to 12
  static double floorDecibel(int spreadingFactor) {
    return FLOOR_OF_SLOWEST_DECIBEL + STEP_DECIBEL * (SLOWEST - spreadingFactor);
  }

  /// @param hearings the newest first
  /// @return empty if no gateway heard any
  static Optional<Link> of(List<Hearing> hearings) {
    var heard = hearings.stream().filter(each -> !each.receptions().isEmpty()).toList();
    if (heard.isEmpty()) {
      return Optional.empty();
    }
    var gateways = gateways(heard);
    return Optional.of(
        new Link(
            median(heard.stream().map(Link::margin).toList()),
            median(heard.stream().map(Link::headroom).toList()),
            heard.getFirst().spreadingFactor(),
            gateways.stream().mapToDouble(Gateway::bestSnrDecibel).max().orElseThrow(),
            gateways,
            survives(heard, gateways.getFirst().id())));
  }

  private static boolean survives(List<Hearing> heard, String best) {
    var without =
        heard.stream()
            .map(each -> without(each, best))
            .filter(each -> !each.receptions().isEmpty())
            .filter(each -> headroom(each) >= LEAST_HEADROOM_DECIBEL)
            .count();
    return 2 * without > heard.size();
  }

  private static Hearing without(Hearing hearing, String gateway) {
    return new Hearing(
        hearing.spreadingFactor(),
        hearing.receptions().stream().filter(each -> !each.gateway().equals(gateway)).toList());
  }

  private static double margin(Hearing hearing) {
    return bestSnr(hearing) - floorDecibel(hearing.spreadingFactor());
  }

  private static double headroom(Hearing hearing) {
    return bestSnr(hearing) - FLOOR_OF_SLOWEST_DECIBEL;
  }

  private static double bestSnr(Hearing hearing) {
    return hearing.receptions().stream()
        .mapToDouble(Radio.Reception::snrDecibel)
        .max()
        .orElseThrow();
  }

  private static List<Gateway> gateways(List<Hearing> heard) {
    var found = new LinkedHashMap<String, Gateway>();
    for (var hearing : heard) {
      for (var reception : hearing.receptions()) {
        found.merge(reception.gateway(), gateway(hearing, reception), Link::both);
      }
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingDouble(Gateway::marginDecibel)
                .thenComparingInt(Gateway::uplinks)
                .reversed())
        .toList();
  }

  private static Gateway gateway(Hearing hearing, Radio.Reception reception) {
    var snr = reception.snrDecibel();
    return new Gateway(reception.gateway(), 1, snr, snr - floorDecibel(hearing.spreadingFactor()));
  }

  private static Gateway both(Gateway one, Gateway other) {
    return new Gateway(
        one.id(),
        one.uplinks() + other.uplinks(),
        Math.max(one.bestSnrDecibel(), other.bestSnrDecibel()),
        Math.max(one.marginDecibel(), other.marginDecibel()));
  }

  // Of two in the middle the lower one: nobody is told that it is better than it is.
  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
