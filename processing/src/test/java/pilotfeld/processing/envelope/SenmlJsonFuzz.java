package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.envelope.Envelope.Pack;

/// SenML in JSON.
class SenmlJsonFuzz {

  static final String TOPIC = "up/gauge-hase-1?ct=110";

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(each -> each.topic().endsWith("?ct=110"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAPackThatStaysTheSameWhenResolvedOrUnreadable(byte @NotNull [] body) {
    if (AnyBody.isSound(TOPIC, body) instanceof Pack pack) {
      AnyBody.assertSameResolved(TOPIC, pack);
    }
  }
}
