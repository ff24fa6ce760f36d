package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.envelope.Envelope.Fields;

/// A payload over CoAP under every content format that is known, and one that is not.
class CoapPayloadFuzz {

  private static final String JSON = "up/gauge-hase-1?ct=50";
  private static final List<String> TOPICS =
      List.of(
          JSON,
          "up/gauge-hase-1?ct=60",
          "up/gauge-hase-1?ct=110",
          "up/gauge-hase-1?ct=112",
          "up/gauge-hase-1?ct=42",
          "up/gauge-hase-1?ct=0");

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(each -> each.topic().startsWith("up/"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsWhatItsContentFormatSaysOrUnreadable(byte @NotNull [] body) {
    for (var topic : TOPICS) {
      if (AnyBody.isSound(topic, body) instanceof Fields fields) {
        AnyBody.assertSameWrittenAgain(JSON, fields);
      }
    }
  }
}
