package pilotfeld.processing.field;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a technician may go, and if not, why.
///
/// *No contact*: no uplink came since the device is here, or none for three reporting intervals.
/// *Fragile*: uplinks come, but the headroom is below 10 dB (the reserve that network servers keep
/// by default before they make a device faster), or a quarter of at least four frames was lost, or
/// messages cannot be decoded, or a value fails its tests. *Good*: none of that. Whether the site
/// depends on one gateway is said beside, and makes no site fragile by itself: in a small network
/// most sites have one.
///
/// @param causes what it comes from and what to try, the most important first
public record Verdict(Grade grade, List<Cause> causes) {

  /// What network servers keep as a reserve by default (ChirpStack, `installation_margin`).
  static final double GOOD_HEADROOM_DECIBEL = 10;

  /// Frames that must be there before a loss counts.
  static final int FRAMES_FOR_LOSS = 4;

  /// The loss from which on a link is fragile.
  static final double LOSS = 0.25;

  /// Reporting intervals without an uplink after which there is no contact any more.
  static final int SILENT_INTERVALS = 3;

  /// Three of them, in one word each.
  public enum Grade {
    GOOD,
    FRAGILE,
    NO_CONTACT
  }

  /// Why.
  public enum Cause {
    NEVER_HEARD,
    ONLY_JOINED,
    SILENT,
    WEAK,
    LOSSY,
    NOT_DECODED,
    BAD_VALUES,
    ONE_GATEWAY
  }

  public Verdict {
    causes = List.copyOf(causes);
  }

  /// What is known of a device since it is where it is.
  ///
  /// @param uplinks how many came
  /// @param undecoded how many of them became nothing
  /// @param lost frames that are missing between those that came
  /// @param silence since the last uplink
  /// @param link empty where no gateway heard any, such as of a sensor without LoRaWAN
  record Evidence(
      boolean joined,
      int uplinks,
      int undecoded,
      int lost,
      Duration silence,
      Duration interval,
      boolean badValues,
      Optional<Link> link) {}

  static Verdict of(Evidence evidence) {
    if (evidence.uplinks() == 0) {
      return new Verdict(
          Grade.NO_CONTACT, List.of(evidence.joined() ? Cause.ONLY_JOINED : Cause.NEVER_HEARD));
    }
    if (evidence.silence().compareTo(evidence.interval().multipliedBy(SILENT_INTERVALS)) > 0) {
      return new Verdict(Grade.NO_CONTACT, List.of(Cause.SILENT));
    }
    var causes = weaknesses(evidence);
    var grade = causes.isEmpty() ? Grade.GOOD : Grade.FRAGILE;
    if (evidence.link().isPresent() && !evidence.link().get().survivesBest()) {
      causes.add(Cause.ONE_GATEWAY);
    }
    return new Verdict(grade, causes);
  }

  private static List<Cause> weaknesses(Evidence evidence) {
    var causes = new ArrayList<Cause>();
    if (evidence.link().filter(Verdict::isWeak).isPresent()) {
      causes.add(Cause.WEAK);
    }
    if (isLossy(evidence.uplinks(), evidence.lost())) {
      causes.add(Cause.LOSSY);
    }
    if (evidence.undecoded() > 0) {
      causes.add(Cause.NOT_DECODED);
    }
    if (evidence.badValues()) {
      causes.add(Cause.BAD_VALUES);
    }
    return causes;
  }

  private static boolean isWeak(Link link) {
    return link.headroomDecibel() < GOOD_HEADROOM_DECIBEL;
  }

  private static boolean isLossy(int came, int lost) {
    var sent = came + lost;
    return sent >= FRAMES_FOR_LOSS && lost >= LOSS * sent;
  }
}
