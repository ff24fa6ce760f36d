package pilotfeld.processing.network;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which LoRaWAN a device speaks, in The Things Stack's words.
///
/// @param mac of the enumeration `MACVersion`
/// @param regional of the enumeration `PHYVersion`
record LorawanVersion(String mac, String regional) {

  /// What a model speaks of which the settings say nothing.
  static final String USUAL = "1.0.3";

  /// Stands for every model that is not named.
  static final String ANY_MODEL = "*";

  private static final Map<String, LorawanVersion> KNOWN =
      Map.of(
          "1.0.2", new LorawanVersion("MAC_V1_0_2", "PHY_V1_0_2_REV_B"),
          "1.0.3", new LorawanVersion("MAC_V1_0_3", "PHY_V1_0_3_REV_A"),
          "1.0.4", new LorawanVersion("MAC_V1_0_4", "RP002_V1_0_3"));

  /// Those that can be named.
  static final Set<String> NAMES = KNOWN.keySet();

  /// @param profiles of the settings: the version by the id of the model
  static LorawanVersion of(Map<String, String> profiles, String model) {
    var name =
        Optional.ofNullable(profiles.get(model))
            .or(() -> Optional.ofNullable(profiles.get(ANY_MODEL)))
            .orElse(USUAL);
    return KNOWN.getOrDefault(name, KNOWN.get(USUAL));
  }
}
