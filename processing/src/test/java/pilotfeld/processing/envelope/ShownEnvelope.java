package pilotfeld.processing.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// An envelope as JSON, component by component: payloads in hex, times in ISO 8601, what is empty
/// as null.
final class ShownEnvelope {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(Optional.class, new Opened())
                  .addSerializer(byte[].class, new Hex()));

  private ShownEnvelope() {}

  static JsonNode of(Envelope envelope) {
    var shown = MAPPER.createObjectNode().put("is", envelope.getClass().getSimpleName());
    shown.setAll((ObjectNode) MAPPER.valueToTree(envelope));
    return MAPPER.valueToTree(shown);
  }

  @SuppressWarnings("rawtypes") // A class literal has no type arguments.
  private static final class Opened extends JsonSerializer<Optional> {

    @Override
    public void serialize(Optional value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writePOJO(value.isPresent() ? value.get() : null);
    }
  }

  private static final class Hex extends JsonSerializer<byte[]> {

    @Override
    public void serialize(byte[] value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(HexFormat.of().formatHex(value));
    }
  }
}
