package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.envelope.chirpstack.UplinkEvent;

/// ChirpStack in protobuf, under each of its events.
class ChirpstackProtobufFuzz {

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(
        each -> each.topic().startsWith("application/") && Json.firstVisible(each.body()) != '{');
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAnEventWithinItsLimitsOrUnreadable(byte @NotNull [] body)
      throws InvalidProtocolBufferException {
    for (var topic : ChirpstackJsonFuzz.TOPICS) {
      if (AnyBody.isSound(topic, body) instanceof Frame frame && Json.firstVisible(body) != '{') {
        var again = UplinkEvent.parseFrom(body).toByteArray();
        AnyBody.assertSame(frame, AnyBody.isSound(topic, again));
      }
    }
  }
}
