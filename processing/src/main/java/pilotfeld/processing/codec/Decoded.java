package pilotfeld.processing.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What a codec made of a payload.
public sealed interface Decoded {

  /// @param data the object that the codec returned; numbers that JSON has no form for come as text
  ///   (`"NaN"`)
  /// @param warnings the codec's own
  record Data(JsonNode data, List<String> warnings) implements Decoded {

    public Data {
      warnings = List.copyOf(warnings);
    }
  }

  /// @param reason what the codec complained of, or how it failed
  record Failed(String reason) implements Decoded {}
}
