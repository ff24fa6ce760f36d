package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.envelope.Envelope.Fields;

/// Sensors of one's own over MQTT, whose first byte tells the format.
class OwnSensorFuzz {

  private static final String TOPIC = "pilotfeld/gauge-hase-1/up";

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(
        each -> each.topic().startsWith("pilotfeld/") || each.topic().startsWith("up/"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsFieldsAPackOrBytesForACodecOrUnreadable(byte @NotNull [] body) {
    if (AnyBody.isSound(TOPIC, body) instanceof Fields fields) {
      AnyBody.assertSameWrittenAgain(TOPIC, fields);
    }
  }
}
