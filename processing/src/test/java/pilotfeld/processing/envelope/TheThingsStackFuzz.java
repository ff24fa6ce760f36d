package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// The Things Stack in JSON.
class TheThingsStackFuzz {

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(each -> each.topic().startsWith("v3/"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAnEventWithinItsLimitsOrUnreadable(byte @NotNull [] body) {
    AnyBody.isSound("v3/water@stadtwerke/devices/hase-1/up", body);
  }
}
