package pilotfeld.processing.codec.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.codec.CodecFunction;

/// TheThingsNetwork/lorawan-devices: `x-codec.yaml` with the codec's `fileName` and `examples` of
/// `{description, input, output}` for each function.
record ThingsNetworkLayout() implements Layout {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, CodecFunction> SECTIONS =
      Map.of(
          "uplinkDecoder", CodecFunction.DECODE_UPLINK,
          "downlinkDecoder", CodecFunction.DECODE_DOWNLINK,
          "downlinkEncoder", CodecFunction.ENCODE_DOWNLINK);

  @Override
  public Optional<List<Vector>> vectors(Path file) throws UnreadableVectors {
    if (!file.getFileName().toString().endsWith("-codec.yaml")) {
      return Optional.empty();
    }
    var definition = read(file);
    var vectors = new ArrayList<Vector>();
    for (var section : SECTIONS.entrySet()) {
      var functions = definition.path(section.getKey());
      for (var example : functions.path("examples")) {
        vectors.add(vector(file, functions, section.getValue(), example));
      }
    }
    return Optional.of(vectors);
  }

  private static Vector vector(
      Path file, JsonNode section, CodecFunction function, JsonNode example)
      throws UnreadableVectors {
    if (!section.has("fileName") || !example.has("input") || !example.has("output")) {
      throw new UnreadableVectors(
          "a section has fileName, and each of its examples input and output: " + example);
    }
    return new Vector(
        file.resolveSibling(section.get("fileName").asText()),
        example.path("description").asText(),
        function,
        example.get("input"),
        example.get("output"));
  }

  private static JsonNode read(Path file) throws UnreadableVectors {
    try {
      return YAML.readTree(VectorRun.text(file));
    } catch (JsonProcessingException e) {
      throw new UnreadableVectors("no YAML: " + e.getOriginalMessage());
    }
  }
}
