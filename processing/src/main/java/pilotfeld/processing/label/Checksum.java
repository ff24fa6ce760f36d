package pilotfeld.processing.label;

import java.nio.charset.StandardCharsets;

/// The checksum of TR005: CRC-16/MODBUS over the code without the field of the checksum and the
/// colon before it, as four hex digits, the high byte first.
final class Checksum {

  static final char LETTER = 'C';

  private static final int START = 0xFFFF;
  private static final int REFLECTED_POLYNOMIAL = 0xA001;

  private Checksum() {}

  static String of(String text) {
    var crc = START;
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      crc ^= octet & 0xFF;
      for (var bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED_POLYNOMIAL;
      }
    }
    return "%04X".formatted(crc);
  }
}
