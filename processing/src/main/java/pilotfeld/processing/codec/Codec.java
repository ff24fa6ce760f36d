package pilotfeld.processing.codec;

import static java.util.Objects.requireNonNull;

/// How the payloads of a device model are decoded.
public sealed interface Codec {

  /// @param source JavaScript, see `Codecs.decode`
  record Script(String source) implements Codec {

    public Script {
      requireNonNull(source, "source");
    }
  }

  /// Cayenne Low Power Payload: the payload names its values itself.
  record CayenneLpp() implements Codec {}
}
