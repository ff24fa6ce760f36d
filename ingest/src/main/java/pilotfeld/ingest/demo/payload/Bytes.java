package pilotfeld.ingest.demo.payload;

import java.io.ByteArrayOutputStream;

/// Bytes one after the other.
final class Bytes {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream(32);

  Bytes one(int value) {
    written.write(value);
    return this;
  }

  /// Two bytes, the high one first.
  Bytes two(int value) {
    return one(value >>> 8).one(value);
  }

  /// Two bytes, the low one first.
  Bytes twoLittle(int value) {
    return one(value).one(value >>> 8);
  }

  Bytes all(byte[] values) {
    written.writeBytes(values);
    return this;
  }

  byte[] array() {
    return written.toByteArray();
  }
}
