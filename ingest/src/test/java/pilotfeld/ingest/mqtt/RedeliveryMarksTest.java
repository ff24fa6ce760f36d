package pilotfeld.ingest.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Packets are those of MQTT 5, section 3.
class RedeliveryMarksTest {

  private static final String CONNACK = "2003000000";
  private static final String PINGRESP = "d000";
  private static final String PUBREL = "62020009";

  // Topic `a/b`, no properties, a body that looks like a marked PUBLISH of packet id 9.
  private static final String BODY = "3a050000000900";
  private static final String FIRST_7 = "320f" + "0003612f62" + "0007" + "00" + BODY;
  private static final String AGAIN_7 = "3a0f" + "0003612f62" + "0007" + "00" + BODY;
  private static final String AGAIN_8 = "3b0f" + "0003612f62" + "0008" + "00" + BODY;
  private static final String AGAIN_LARGEST_ID = "3a0f" + "0003612f62" + "ffff" + "00" + BODY;
  private static final String WITHOUT_ID = "300d" + "0003612f62" + "00" + BODY;
  // Its topic is an alias, property 35.
  private static final String AGAIN_10_BY_ALIAS = "3a0f" + "0000" + "000a" + "03230001" + BODY;
  // 200 and 20,000 bytes remain: the length takes two and three bytes.
  private static final String AGAIN_11 = "3ac801" + "0003612f62" + "000b" + "00" + "3a".repeat(192);
  private static final String AGAIN_12 =
      "3aa09c01" + "0003612f62" + "000c" + "00" + "3a".repeat(19_992);

  private static final byte[] MANY =
      packets(
          CONNACK,
          FIRST_7,
          PINGRESP,
          AGAIN_8,
          WITHOUT_ID,
          AGAIN_10_BY_ALIAS,
          PUBREL,
          AGAIN_11,
          PINGRESP,
          AGAIN_LARGEST_ID);
  private static final List<Integer> MARKED = List.of(8, 10, 11, 0xFFFF);

  private static final int PIECE = 1024;

  private static byte[] packets(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex));
  }

  private static List<Integer> marked(byte[] packets, int pieces) throws IOException {
    var marks = new RedeliveryMarks();
    var stream = marks.observing(new ByteArrayInputStream(packets));
    while (stream.readNBytes(pieces).length > 0) {
      // The stream looks at it.
    }
    return marked(marks);
  }

  private static List<Integer> marked(RedeliveryMarks marks) {
    return IntStream.rangeClosed(0, 0xFFFF).filter(marks::has).boxed().toList();
  }

  @Test
  void aMessageIsMarkedOnlyIfItsPacketIs() throws IOException {
    assertEquals(MARKED, marked(MANY, MANY.length));
  }

  @Test
  void packetsInTwoPiecesCutAnywhereSayTheSame() throws IOException {
    for (var cut = 0; cut <= MANY.length; cut++) {
      var marks = new RedeliveryMarks();
      var pieces =
          new SequenceInputStream(
              new ByteArrayInputStream(MANY, 0, cut),
              new ByteArrayInputStream(MANY, cut, MANY.length - cut));

      assertArrayEquals(MANY, marks.observing(pieces).readAllBytes());
      assertEquals(MARKED, marked(marks), "cut before byte " + cut);
    }
  }

  @Test
  void packetsInPiecesOfAnySizeSayTheSame() throws IOException {
    for (var size = 1; size <= MANY.length; size++) {
      assertEquals(MARKED, marked(MANY, size), "in pieces of " + size);
    }
  }

  @Test
  void packetsByteForByteSayTheSame() throws IOException {
    var marks = new RedeliveryMarks();
    var stream = marks.observing(new ByteArrayInputStream(MANY));

    for (var each : MANY) {
      assertEquals(each & 0xFF, stream.read());
    }

    assertEquals(-1, stream.read());
    assertEquals(MARKED, marked(marks));
  }

  @Test
  void aHeaderByteForByteAndTheRestAtOnceAsTheClientReadsThemSayTheSame() throws IOException {
    var marks = new RedeliveryMarks();
    var stream = marks.observing(new ByteArrayInputStream(packets(AGAIN_12, AGAIN_8)));

    for (var header = 0; header < 4; header++) {
      stream.read();
    }
    stream.readNBytes(20_000);
    assertEquals(List.of(12), marked(marks));
    stream.readAllBytes();

    assertEquals(List.of(8, 12), marked(marks));
  }

  @Test
  void aNewMessageWithThePacketIdOfARedeliveryIsNone() throws IOException {
    var marks = new RedeliveryMarks();
    var stream = marks.observing(new ByteArrayInputStream(packets(AGAIN_7, FIRST_7)));

    stream.readNBytes(17);
    assertTrue(marks.has(7));
    stream.readNBytes(17);

    assertFalse(marks.has(7));
  }

  @Test
  void aMalformedPacketEndsNothingHereBeforeTheClientEndsTheConnection() throws IOException {
    var shorterThanItsTopic = "3a04" + "ffff" + "0007";
    var ofEndlessLength = "3a" + "ff".repeat(20) + "7f" + "0003612f62" + "0007";
    var shorterThanItsHeader = "3a02" + "0000" + "0007" + AGAIN_8;

    assertEquals(List.of(), marked(packets(shorterThanItsTopic), PIECE));
    assertEquals(List.of(7), marked(packets(ofEndlessLength), PIECE));
    assertEquals(List.of(7, 8), marked(packets(shorterThanItsHeader), PIECE));
  }
}
