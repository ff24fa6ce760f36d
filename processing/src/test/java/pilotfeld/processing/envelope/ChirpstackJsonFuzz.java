package pilotfeld.processing.envelope;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// ChirpStack in JSON, under each of its events, and posted to a webhook.
class ChirpstackJsonFuzz {

  static final List<String> TOPICS =
      Stream.concat(
              Stream.of("up", "join", "status", "log", "ack")
                  .map(event -> "application/water/device/70b3d57ba0000001/event/" + event),
              Stream.of("hook?event=up", "hook?event=log"))
          .toList();

  static Stream<byte[]> seeds() {
    return AnyBody.seeds(
        each -> each.topic().startsWith("application/") && Json.firstVisible(each.body()) == '{');
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBodyIsAnEventWithinItsLimitsOrUnreadable(byte @NotNull [] body) {
    TOPICS.forEach(topic -> AnyBody.isSound(topic, body));
  }
}
