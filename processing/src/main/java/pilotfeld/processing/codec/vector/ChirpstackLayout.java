package pilotfeld.processing.codec.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.codec.CodecFunction;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;

/// chirpstack/chirpstack-device-profiles: `x.js` (or a single `x-*.js`), and beside it
/// `test_decode_x.json` and `test_encode_x.json`, lists of `{name, input, expected}`.
///
/// In spite of their names these are JavaScript, with comments, hex and commas at the end; so they
/// are read where codecs are run.
///
/// @param codecs with room for a whole file as output
record ChirpstackLayout(Codecs codecs) implements Layout {

  private static final Pattern NAME = Pattern.compile("test_(decode|encode)_(.+)\\.json");

  @Override
  public Optional<List<Vector>> vectors(Path file) throws UnreadableVectors {
    var name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    var codec = codec(file, name.group(2));
    var function =
        name.group(1).equals("decode")
            ? CodecFunction.DECODE_UPLINK
            : CodecFunction.ENCODE_DOWNLINK;
    var vectors = new ArrayList<Vector>();
    for (var each : read(file)) {
      vectors.add(vector(codec, function, each));
    }
    return Optional.of(vectors);
  }

  // Some codecs have a further part in their name, which their vectors leave out.
  private static Path codec(Path file, String name) throws UnreadableVectors {
    var exact = file.resolveSibling(name + ".js");
    if (Files.exists(exact)) {
      return exact;
    }
    try (var codecs = Files.newDirectoryStream(file.toAbsolutePath().getParent(), name + "-*.js")) {
      var longer = new ArrayList<Path>();
      codecs.forEach(longer::add);
      return longer.size() == 1 ? longer.getFirst() : exact;
    } catch (IOException e) {
      throw new UnreadableVectors(e.toString());
    }
  }

  private static Vector vector(Path codec, CodecFunction function, JsonNode each)
      throws UnreadableVectors {
    if (!each.has("input") || !each.has("expected")) {
      throw new UnreadableVectors("a vector has input and expected: " + each);
    }
    var name = each.path("name").asText();
    return new Vector(codec, name, function, each.get("input"), each.get("expected"));
  }

  private JsonNode read(Path file) throws UnreadableVectors {
    var script = "function decodeUplink() { return (\n%s\n); }".formatted(VectorRun.text(file));
    var nothing = JsonNodeFactory.instance.objectNode();
    return switch (codecs.apply(script, CodecFunction.DECODE_UPLINK, nothing, Instant.EPOCH)) {
      case Decoded.Data(var list, var _) when list.isArray() -> list;
      case Decoded.Data _ -> throw new UnreadableVectors("this is no list of vectors");
      case Decoded.Failed(var reason) -> throw new UnreadableVectors(reason);
    };
  }
}
