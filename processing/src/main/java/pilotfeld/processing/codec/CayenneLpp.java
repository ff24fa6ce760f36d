package pilotfeld.processing.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import pilotfeld.processing.codec.CayenneType.Part;

/// Decodes Cayenne LPP: a row of [channel][type][value], values big-endian, into fields such as
/// `temperature_1`, or `gps_2` with `latitude`, `longitude` and `altitude`.
///
/// Types and scales: ChirpStack, `codec/cayenne_lpp.rs`.
final class CayenneLpp {

  private static final int HEAD = 2;

  private final byte[] payload;
  private final ObjectNode data = JsonNodeFactory.instance.objectNode();
  private int at;

  private CayenneLpp(byte[] payload) {
    this.payload = payload;
  }

  /// What comes before a fault is kept, with the fault as a warning.
  static Decoded decode(byte[] payload) {
    return payload.length == 0
        ? new Decoded.Failed("payload is empty")
        : new CayenneLpp(payload).decode();
  }

  private Decoded decode() {
    while (at < payload.length) {
      var fault = readValue();
      if (!fault.isEmpty()) {
        return data.isEmpty()
            ? new Decoded.Failed(fault)
            : new Decoded.Data(data, List.of(fault + ": the rest of the payload is not read"));
      }
    }
    return new Decoded.Data(data, List.of());
  }

  private String readValue() {
    if (payload.length - at < HEAD) {
      return "channel %d at byte %d has no type".formatted(unsigned(at, 1), at);
    }
    var code = (int) unsigned(at + 1, 1);
    var type = CayenneType.of(code);
    if (type.isEmpty()) {
      return "type %d at byte %d is unknown".formatted(code, at + 1);
    }
    var left = payload.length - at - HEAD;
    if (left < type.get().width()) {
      return "type %d at byte %d needs %d bytes, %d left"
          .formatted(code, at + 1, type.get().width(), left);
    }
    read(type.get(), type.get().name() + "_" + unsigned(at, 1));
    return "";
  }

  private void read(CayenneType type, String field) {
    at += HEAD;
    var single = type.parts().size() == 1;
    var target = single ? data : data.putObject(field);
    for (var part : type.parts()) {
      target.put(single ? field : part.name(), number(part));
      at += part.width();
    }
  }

  private double number(Part part) {
    var value = unsigned(at, part.width());
    var bits = Byte.SIZE * part.width();
    var negative = part.signed() && value >= 1L << (bits - 1);
    return (double) (negative ? value - (1L << bits) : value) / part.divisor();
  }

  private long unsigned(int from, int width) {
    var value = 0L;
    for (var index = from; index < from + width; index++) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(payload[index]);
    }
    return value;
  }
}
