package pilotfeld.processing.network;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.delivery.AppKey;

/// What a network server is to know of a device.
///
/// @param devEui sixteen lower-case hex digits
/// @param joinEui as well; empty if no delivery list says it
/// @param appKey empty if no delivery list has it
/// @param model id of the device model
record Wanted(
    String devEui,
    Optional<String> joinEui,
    Optional<AppKey> appKey,
    String model,
    String pilot,
    String site) {

  /// The tag that says who put a device there; that of a device put there by hand has it not.
  static final String OWNER_TAG = "managed-by";

  /// Its value.
  static final String OWNER = "pilotfeld";

  // The Things Stack takes no more.
  private static final int NAME_LIMIT = 50;

  Wanted {
    requireNonNull(devEui, "devEui");
    requireNonNull(joinEui, "joinEui");
    requireNonNull(appKey, "appKey");
    requireNonNull(model, "model");
    requireNonNull(pilot, "pilot");
    requireNonNull(site, "site");
  }

  /// How people find it there: by its DevEUI and its site.
  String name() {
    var name = devEui + " " + site;
    return name.substring(0, Math.min(name.length(), NAME_LIMIT));
  }

  /// What stands beside it there, if we put it there. Keys as both servers take them.
  Map<String, String> tags() {
    return Map.of(OWNER_TAG, OWNER, "pilot", pilot, "site", site);
  }

  /// What stands beside one that somebody put there by hand.
  Map<String, String> whereabouts() {
    return Map.of("pilot", pilot, "site", site);
  }
}
