package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.envelope.Envelope.Pack;

/// SenML in CBOR.
class SenmlCborFuzz {

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(each -> each.topic().endsWith("?ct=112"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAPackThatStaysTheSameInJsonOrUnreadable(byte @NotNull [] body) {
    if (AnyBody.isSound("up/gauge-hase-1?ct=112", body) instanceof Pack pack) {
      AnyBody.assertSameResolved(SenmlJsonFuzz.TOPIC, pack);
    }
  }
}
