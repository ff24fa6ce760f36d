package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// What ThingPark, Firefly and The Things Stack post to a webhook, told apart by the body.
class WebhookFuzz {

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(each -> each.topic().equals("hook"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAnEventWithinItsLimitsOrUnreadable(byte @NotNull [] body) {
    AnyBody.isSound("hook", body);
  }
}
