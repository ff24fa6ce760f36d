package pilotfeld.processing.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.fixture.AtOnce;

/// Decodes good payloads among bombs, all at once, and prints how many of each ended as they
/// should.
final class BombedProcess {

  private static final String SOUND =
      "function decodeUplink(input) { return { data: { first: input.bytes[0] } }; }";

  private BombedProcess() {}

  /// @param bombs codecs
  public static void main(String[] bombs) {
    try (var codecs = new Codecs(CodecLimits.DEFAULT)) {
      var calls = new ArrayList<Callable<Boolean>>();
      for (var bomb : bombs) {
        calls.add(() -> !isDecoded(codecs, bomb));
        calls.add(() -> isDecoded(codecs, SOUND));
      }
      var right = AtOnce.call(calls.size(), calls).stream().filter(each -> each).count();
      System.out.println(right + " of " + calls.size() + " as they should");
    }
  }

  private static boolean isDecoded(Codecs codecs, String codec) {
    return codecs.decode(codec, new byte[] {7}, 1, Instant.EPOCH) instanceof Data;
  }
}
