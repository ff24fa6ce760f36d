package pilotfeld.ingest.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.common.packet.util.CountingInputStream;
import org.junit.jupiter.api.Test;

/// Paho reads packets by a class of ours that stands before its own.
class PacketReadingTest {

  private static final byte[] PACKET =
      "a packet that is read at once".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatIsReadFullyIsReadAtOnceAndCounted() throws IOException {
    var stream = new Counted();
    var counting = new CountingInputStream(stream);
    var read = new byte[PACKET.length];

    new DataInputStream(counting).readFully(read);

    assertArrayEquals(PACKET, read);
    assertEquals(0, stream.singleReads);
    assertEquals(PACKET.length, counting.getCounter());
    assertEquals(-1, counting.read(), "its end");
    assertEquals(PACKET.length, counting.getCounter());
  }

  private static final class Counted extends FilterInputStream {

    private int singleReads;

    Counted() {
      super(new ByteArrayInputStream(PACKET));
    }

    @Override
    public int read() throws IOException {
      singleReads++;
      return super.read();
    }
  }
}
