package pilotfeld.ingest.mqtt;

import java.io.IOException;
import java.io.InputStream;

/// Which messages the broker marked as delivered again: the DUP flag of each PUBLISH by its packet
/// id, read from the packets of one connection as they pass (MQTT 5, section 3.3). Nothing is
/// copied, and of a packet no more than its header is looked at, in however many pieces it comes.
///
/// One thread reads the stream. Others may ask for a message once it was handed to them: until it
/// is acknowledged, its packet id means no other. A malformed packet is not told from a good one,
/// as the client ends the connection over it.
final class RedeliveryMarks {

  private static final int PUBLISH = 3;
  private static final int DUP = 0b1000;
  private static final int QUALITY_OF_SERVICE = 0b0110;

  /// A length comes in groups of seven bits; the eighth says that another one follows.
  private static final int GROUP_BITS = 7;

  private static final int LENGTH_CONTINUES = 1 << GROUP_BITS;

  /// Of the topic's length, and of the packet id.
  private static final int NUMBER_BYTES = 2;

  private static final int NUMBER_LIMIT = 1 << (NUMBER_BYTES * Byte.SIZE);

  // No BitSet: only elements of an array may be written beside those that another thread reads.
  private final boolean[] redelivered = new boolean[NUMBER_LIMIT];

  private Part awaited = Part.FIRST_BYTE;
  private int firstByte;
  private int groups;
  private int high;

  /// Bytes of this packet after what was looked at.
  private int remaining;

  /// Bytes that pass before the awaited part.
  private int unseen;

  private enum Part {
    FIRST_BYTE,
    REMAINING_LENGTH,
    TOPIC_LENGTH_HIGH,
    TOPIC_LENGTH_LOW,
    PACKET_ID_HIGH,
    PACKET_ID_LOW
  }

  /// Whether the last message with this packet id was marked.
  boolean has(int packetId) {
    return redelivered[packetId];
  }

  /// The same stream, looked at while it is read.
  InputStream observing(InputStream packets) {
    return new Observed(packets);
  }

  private void look(byte[] bytes, int offset, int count) {
    var end = offset + count;
    var at = offset + letPass(count);
    while (at < end) {
      look(bytes[at++] & 0xFF);
      at += letPass(end - at);
    }
  }

  private int letPass(int most) {
    var passing = Math.min(unseen, most);
    unseen -= passing;
    return passing;
  }

  private void look(int octet) {
    switch (awaited) {
      case FIRST_BYTE -> begin(octet);
      case REMAINING_LENGTH -> addToRemaining(octet);
      case TOPIC_LENGTH_HIGH -> keepHigh(octet, Part.TOPIC_LENGTH_LOW);
      case TOPIC_LENGTH_LOW -> passTopic(high | octet);
      case PACKET_ID_HIGH -> keepHigh(octet, Part.PACKET_ID_LOW);
      case PACKET_ID_LOW -> mark(high | octet);
    }
  }

  private void begin(int octet) {
    firstByte = octet;
    groups = 0;
    remaining = 0;
    awaited = Part.REMAINING_LENGTH;
  }

  private void addToRemaining(int octet) {
    remaining |= (octet & ~LENGTH_CONTINUES) << (groups++ * GROUP_BITS);
    if ((octet & LENGTH_CONTINUES) != 0) {
      return;
    }
    if (hasPacketId()) {
      awaited = Part.TOPIC_LENGTH_HIGH;
      return;
    }
    passRest();
  }

  private boolean hasPacketId() {
    return firstByte >> 4 == PUBLISH && (firstByte & QUALITY_OF_SERVICE) != 0;
  }

  private void keepHigh(int octet, Part low) {
    high = octet << Byte.SIZE;
    awaited = low;
  }

  private void passTopic(int length) {
    remaining -= NUMBER_BYTES + length;
    unseen = length;
    awaited = Part.PACKET_ID_HIGH;
  }

  private void mark(int packetId) {
    remaining -= NUMBER_BYTES;
    redelivered[packetId] = (firstByte & DUP) != 0;
    passRest();
  }

  private void passRest() {
    unseen = Math.max(remaining, 0);
    awaited = Part.FIRST_BYTE;
  }

  private final class Observed extends InputStream {

    private final InputStream packets;

    Observed(InputStream packets) {
      this.packets = packets;
    }

    @Override
    public int read() throws IOException {
      var octet = packets.read();
      if (octet >= 0 && letPass(1) == 0) {
        look(octet);
      }
      return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = packets.read(bytes, offset, length);
      if (count > 0) {
        look(bytes, offset, count);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return packets.available();
    }

    @Override
    public void close() throws IOException {
      packets.close();
    }
  }
}
