package pilotfeld.ingest.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the answer to a subscription.
final class Refused {

  /// From here on a code is a failure, in both versions of MQTT; itself it names no reason.
  private static final int FAILURE = 0x80;

  private Refused() {}

  /// @param codes one for each filter; a filter without one counts as refused
  /// @return the filters that were refused, with their codes
  static Map<String, Integer> of(List<String> filters, int[] codes) {
    var refused = new LinkedHashMap<String, Integer>();
    for (var index = 0; index < filters.size(); index++) {
      var code = codes != null && index < codes.length ? codes[index] : FAILURE;
      if (code >= FAILURE) {
        refused.put(filters.get(index), code);
      }
    }
    return refused;
  }
}
