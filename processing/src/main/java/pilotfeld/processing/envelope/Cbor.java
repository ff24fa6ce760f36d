package pilotfeld.processing.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.Set;

/// CBOR from outside (RFC 8949), under the same bounds as JSON, of definite or indefinite lengths.
/// Integer keys come out as their digits, byte strings as binary nodes.
final class Cbor {

  // Times as text and number, big integers, decimal fractions, and the mark that this is CBOR:
  // their content alone says the same. What another tag makes of its content would be lost.
  private static final Set<Integer> TAGS = Set.of(0, 1, 2, 3, 4, 55799);

  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(CBORParser.Feature.READ_SIMPLE_VALUE_AS_EMBEDDED_OBJECT)
          .enable(CBORParser.Feature.DECODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.DEPTH_LIMIT)
                  .maxNumberLength(Json.NUMBER_LIMIT)
                  .build())
          .build();
  private static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Cbor() {}

  static JsonNode read(byte[] body) throws UnreadableException {
    try {
      refuseForeignTags(body);
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      var place = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
      throw new UnreadableException("no CBOR%s: %s".formatted(place, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UnreadableException("no CBOR: " + e.getMessage());
    }
  }

  private static void refuseForeignTags(byte[] body) throws IOException, UnreadableException {
    try (var tokens = FACTORY.createParser(body)) {
      while (tokens.nextToken() != null) {
        var tag = tokens.getCurrentTag();
        if (tag >= 0 && !TAGS.contains(tag)) {
          throw new UnreadableException("the CBOR tag " + tag + " is not known here");
        }
      }
    }
  }
}
