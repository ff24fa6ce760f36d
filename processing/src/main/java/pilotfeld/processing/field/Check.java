package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a technician who waits beside a sensor is told of it.
///
/// @param since when it is at its site
/// @param test whether that site counts nowhere
/// @param intervalSeconds how often it reports
/// @param joinedAt when it joined its network last, since shortly before it was put there
/// @param uplinks how many came since then, of those that were looked at
/// @param values the newest of each series, those of the site and of the device itself
/// @param complaints what the network server logged of it, the newest first
public record Check(
    String device,
    String site,
    String siteName,
    Instant since,
    boolean test,
    long intervalSeconds,
    Optional<Instant> joinedAt,
    int uplinks,
    Optional<Instant> lastUplinkAt,
    Optional<Link> link,
    List<Value> values,
    List<String> complaints,
    Verdict verdict) {

  /// Uplinks that are looked at, the newest.
  public static final int UPLINK_LIMIT = 50;

  /// How long before it is put there a join counts: a technician switches it on in the car.
  public static final Duration JOIN_BEFORE = Duration.ofHours(1);

  public Check {
    requireNonNull(device, "device");
    requireNonNull(site, "site");
    requireNonNull(since, "since");
    requireNonNull(verdict, "verdict");
    values = List.copyOf(values);
    complaints = List.copyOf(complaints);
  }

  /// The newest value of a series.
  ///
  /// @param flag of QARTOD: 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing
  public record Value(
      String quantity, String channel, String unit, Instant time, double value, int flag) {

    static final int FAIL = 4;
  }
}
