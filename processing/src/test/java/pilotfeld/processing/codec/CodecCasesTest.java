package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.fixture.CaseFolders.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;
import pilotfeld.processing.fixture.CaseFolders;

/// Every folder below `codec` is a codec and what comes of it: `sound` ones, those with a `fault`,
/// and those that would `leak` a trace into the next call. Each is called in the one context that
/// there is, twice unless it is a fault, and a sound codec after it.
class CodecCasesTest {

  // Time enough for a busy machine, and an end of the endless.
  private static final CodecLimits LIMITS =
      new CodecLimits(Duration.ofMillis(600), 1_000_000, 64 * 1024, 1);
  private static final byte[] PAYLOAD = {2, 1, 47, 0, -1};
  private static final Instant TIME = Instant.parse("2026-07-18T09:34:15.775Z");
  private static final String SOUND =
      """
      function decodeUplink(input) {
        return { data: { sum: input.bytes.map(Number).reduce((sum, each) => sum + each) } };
      }
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Codecs codecs;

  @BeforeAll
  static void open() {
    codecs = new Codecs(LIMITS);
  }

  @AfterAll
  static void close() {
    codecs.close();
  }

  @TestFactory
  Stream<? extends DynamicNode> whatComesOfACodecStandsBesideItHoweverOftenItIsCalled() {
    return CaseFolders.below("/codec", CodecCasesTest::callAsExpected);
  }

  private static void callAsExpected(Path folder) throws JsonProcessingException {
    var codec = text(folder.resolve("codec.js"));
    var expected = JSON.readTree(text(folder.resolve("expected.json")));
    var turns = folder.getParent().endsWith("fault") ? 1 : 2;
    for (var turn = 1; turn <= turns; turn++) {
      assertResult(expected, codecs.decode(codec, PAYLOAD, 85, TIME));
    }
    var sum = JSON.createObjectNode().put("sum", 305);
    assertEquals(new Data(sum, List.of()), codecs.decode(SOUND, PAYLOAD, 85, TIME));
  }

  private static void assertResult(JsonNode expected, Decoded decoded) {
    switch (decoded) {
      case Data(var data, var warnings) -> assertEquals(expected, object(data, warnings));
      case Failed(var reason) -> assertTrue(isExpected(expected, reason), reason);
    }
  }

  private static ObjectNode object(JsonNode data, List<String> warnings) {
    var object = JSON.createObjectNode();
    object.set("data", data);
    return warnings.isEmpty() ? object : object.set("warnings", JSON.valueToTree(warnings));
  }

  // The engine words its errors; only how they begin is ours.
  private static boolean isExpected(JsonNode expected, String reason) {
    return StreamSupport.stream(expected.path("errors").spliterator(), false)
        .anyMatch(error -> reason.startsWith(error.asText()));
  }
}
