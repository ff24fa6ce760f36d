package pilotfeld.ingest.coap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.Arrays;
import org.eclipse.californium.core.coap.BlockOption;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.coap.Transfers.Block;
import pilotfeld.ingest.coap.Transfers.Key;
import pilotfeld.ingest.coap.Transfers.Step;

class TransfersTest {

  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
  private static final int JSON = 50;
  private static final int CBOR = 60;
  private static final int SIZE = 1024;
  private static final Step MORE = new Step.More();
  private static final Step GAP = new Step.Gap();
  private static final Step TOO_LARGE = new Step.TooLarge();
  private static final Step FULL = new Step.Full();

  private final Transfers transfers = new Transfers();

  @Test
  void aBodyIsWholeWithItsLastBlock() {
    assertEquals(MORE, add("gauge", block(0, true)));
    assertEquals(MORE, add("gauge", block(1, true)));

    var whole = assertInstanceOf(Step.Whole.class, add("gauge", block(2, false)));

    var expected = new byte[3 * SIZE];
    Arrays.fill(expected, SIZE, 2 * SIZE, (byte) 1);
    Arrays.fill(expected, 2 * SIZE, 3 * SIZE, (byte) 2);
    assertArrayEquals(expected, whole.body());
    assertEquals(0, transfers.bytes());
  }

  @Test
  void aBlockThatDoesNotFollowEndsItsTransfer() {
    assertEquals(GAP, add("gauge", block(1, true)));
    assertEquals(MORE, add("gauge", block(0, true)));
    assertEquals(GAP, add("gauge", block(2, true)));
    assertEquals(GAP, add("gauge", block(1, true)));
  }

  @Test
  void aBlockOfAnotherFormatDoesNotFollow() {
    add("gauge", block(0, true));

    assertEquals(
        GAP, add("gauge", new Block(new BlockOption(6, false, 1), CBOR, 0, new byte[SIZE])));
  }

  @Test
  void aFirstBlockBeginsAnew() {
    add("gauge", block(0, true));
    add("gauge", block(0, true));

    assertEquals(SIZE, transfers.bytes());
  }

  @Test
  void blocksOfAnotherSenderAreOfAnotherBody() {
    add("gauge", block(0, true));

    assertEquals(GAP, add("other", block(1, true)));
  }

  @Test
  void whatIsTooLargeIsRefusedOnceThatIsKnown() {
    var blocks = CoapReceiver.BODY_LIMIT / SIZE;
    for (var number = 0; number < blocks; number++) {
      assertEquals(MORE, add("gauge", block(number, true)));
    }

    assertEquals(TOO_LARGE, add("gauge", block(blocks, false)));
    assertEquals(0, transfers.bytes());
    assertEquals(
        TOO_LARGE,
        add(
            "gauge",
            new Block(
                new BlockOption(6, true, 0), JSON, CoapReceiver.BODY_LIMIT + 1, new byte[SIZE])));
  }

  @Test
  void aSenderHasFewUnfinishedBodiesAndOthersTheirOwn() {
    for (var number = 0; number < Transfers.OPEN_LIMIT_OF_SENDER; number++) {
      assertEquals(MORE, transfers.add(new Key("gauge", "p" + number), block(0, true), NOON));
    }

    assertEquals(FULL, transfers.add(new Key("gauge", "one-more"), block(0, true), NOON));
    assertEquals(MORE, transfers.add(new Key("gauge", "p0"), block(1, true), NOON));
    assertEquals(MORE, add("other", block(0, true)));
  }

  @Test
  void thereAreFewUnfinishedBodiesUntilTheirSendersFallSilent() {
    for (var number = 0; number < Transfers.OPEN_LIMIT; number++) {
      assertEquals(MORE, add("gauge-" + number, block(0, true)));
    }
    var late = new Key("late", "late");
    var over = NOON.plus(Transfers.PATIENCE);

    assertEquals(FULL, transfers.add(late, block(0, true), over));
    assertEquals(MORE, transfers.add(late, block(0, true), over.plusMillis(1)));
    assertEquals(SIZE, transfers.bytes());
  }

  @Test
  void theBytesOfAllUnfinishedBodiesAreFew() {
    var step = MORE;
    for (var number = 0; step.equals(MORE); number++) {
      for (var sender = 0; sender < Transfers.OPEN_LIMIT && step.equals(MORE); sender++) {
        step = add("gauge-" + sender, block(number, true));
      }
    }

    assertEquals(FULL, step);
    assertEquals(Transfers.BYTES_LIMIT, transfers.bytes(), Transfers.BYTES_LIMIT / 50.0);
  }

  private Step add(String sender, Block block) {
    return transfers.add(new Key(sender, sender), block, NOON);
  }

  private static Block block(int number, boolean more) {
    var bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) number);
    return new Block(new BlockOption(6, more, number), JSON, 0, bytes);
  }
}
