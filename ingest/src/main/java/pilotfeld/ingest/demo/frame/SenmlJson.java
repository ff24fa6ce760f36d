package pilotfeld.ingest.demo.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/// Sensor packs as SenML in JSON (RFC 8428, CoAP content format 110).
public final class SenmlJson {

  private final ObjectMapper mapper = new ObjectMapper();

  /// The pack: names are `device:name`, all values have the time of sending.
  public byte[] pack(SensorPack pack) {
    var records = mapper.createArrayNode();
    for (var value : pack.values()) {
      var each = records.addObject();
      if (records.size() == 1) {
        each.put("bn", pack.device() + ":").put("bt", pack.sentAt().getEpochSecond());
      }
      each.put("n", value.name()).put("u", value.unit()).put("v", value.value());
    }
    try {
      return mapper.writeValueAsBytes(records);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
