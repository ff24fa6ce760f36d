package org.eclipse.paho.mqttv5.common.packet.util;

import java.io.IOException;
import java.io.InputStream;

/// Stands before Paho's own class of this name: that of Paho 1.2.5 has no way to read several bytes
/// at once, so that each message is copied twice, byte by byte, under a lock. See `RATIONALE.md`.
public class CountingInputStream extends InputStream {

  private final InputStream counted;
  private int count;

  public CountingInputStream(InputStream counted) {
    this.counted = counted;
  }

  @Override
  public int read() throws IOException {
    var octet = counted.read();
    add(octet == -1 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var read = counted.read(bytes, offset, length);
    add(Math.max(0, read));
    return read;
  }

  private void add(int bytes) {
    count += bytes;
  }

  /// Bytes that were read since the last reset.
  public int getCounter() {
    return count;
  }

  public void resetCounter() {
    count = 0;
  }
}
