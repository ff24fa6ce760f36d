package pilotfeld.ingest.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.junit.jupiter.api.Test;

/// Paho reads packets by a class that stands before its own; see `CountingInputStream`.
class PacketReadingTest {

  private static final byte PUBLISH_QOS_1 = 0x32;
  private static final int PAYLOAD_BYTES = 1_000;
  private static final int HEADER_READS = 20;

  @Test
  void thePayloadOfAPacketIsReadInBlocks() throws Exception {
    var payload = "x".repeat(PAYLOAD_BYTES).getBytes(StandardCharsets.UTF_8);
    var stream = new Counted(packet("application/a/device/b/event/up", payload));

    var packet = (MqttPublish) MqttWireMessage.createWireMessage(stream);

    assertArrayEquals(payload, packet.getPayload());
    assertTrue(stream.singleReads < HEADER_READS, () -> stream.singleReads + " single reads");
  }

  private static byte[] packet(String topic, byte[] payload) {
    var remaining = 2 + topic.length() + 2 + 1 + payload.length;
    return ByteBuffer.allocate(3 + remaining)
        .put(PUBLISH_QOS_1)
        .put((byte) (remaining & 0x7F | 0x80))
        .put((byte) (remaining >> 7))
        .putShort((short) topic.length())
        .put(topic.getBytes(StandardCharsets.UTF_8))
        .putShort((short) 1)
        .put((byte) 0)
        .put(payload)
        .array();
  }

  private static final class Counted extends FilterInputStream {

    private int singleReads;

    Counted(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
      singleReads++;
      return super.read();
    }
  }
}
