package pilotfeld.processing.codec;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.fixture.CaseFolders.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.ModelFolders.Source;

/// Every folder `decode/<model>/<case>` is an uplink and what the model's codec makes of it.
class DecodeVectorsTest {

  private static final Instant TIME = Instant.parse("2026-07-18T09:34:15.775Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  // JSON has one kind of number, Jackson several.
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? Double.compare(one.doubleValue(), other.doubleValue())
              : one.equals(other) ? 0 : 1;
  private static final Map<String, String> CODEC_OF_MODEL =
      ModelFolders.builtIn().stream()
          .filter(model -> model.codec().isPresent())
          .collect(toMap(Source::id, model -> model.codec().get()));

  private static Codecs codecs;

  @BeforeAll
  static void open() {
    codecs = new Codecs(CodecLimits.DEFAULT);
  }

  @AfterAll
  static void close() {
    codecs.close();
  }

  @TestFactory
  Stream<? extends DynamicNode> whatAnUplinkSaysStandsBesideIt() {
    return CaseFolders.below("/decode", DecodeVectorsTest::decodeAsExpected);
  }

  private static void decodeAsExpected(Path folder) throws JsonProcessingException {
    var uplink = JSON.readTree(text(folder.resolve("uplink.json")));
    var codec = CODEC_OF_MODEL.get(folder.getParent().getFileName().toString());
    var payload = HexFormat.of().parseHex(uplink.get("bytes").asText());

    var decoded = codecs.decode(codec, payload, uplink.get("fPort").asInt(), TIME);

    var expected = JSON.readTree(text(folder.resolve("expected.json")));
    var shown = shown(decoded, expected);
    assertTrue(
        expected.equals(BY_VALUE, shown), () -> "expected " + expected + " but was " + shown);
  }

  private static ObjectNode shown(Decoded decoded, JsonNode expected) {
    var shown = JSON.createObjectNode();
    switch (decoded) {
      case Data(var data, var warnings) -> {
        shown.set("data", data);
        if (!warnings.isEmpty() || expected.has("warnings")) {
          shown.set("warnings", JSON.valueToTree(warnings));
        }
      }
      case Failed(var reason) -> shown.putArray("errors").add(reason);
    }
    return shown;
  }
}
