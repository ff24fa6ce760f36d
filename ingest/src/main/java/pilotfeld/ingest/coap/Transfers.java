package pilotfeld.ingest.coap;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.californium.core.coap.BlockOption;

/// Bodies that come block by block (Block1 of RFC 7959), held until they are whole. What is held is
/// what has arrived: no memory is set aside for what a sender announces.
final class Transfers {

  /// Bodies that may be unfinished at once.
  static final int OPEN_LIMIT = 200;

  /// Of them, those of one sender.
  static final int OPEN_LIMIT_OF_SENDER = 8;

  /// Bytes of all unfinished bodies together.
  static final int BYTES_LIMIT = 4 * 1024 * 1024;

  /// How long the next block is waited for: EXCHANGE_LIFETIME's retransmissions are over by then.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Key, Transfer> open = new HashMap<>();

  /// Which body a block belongs to.
  ///
  /// @param sender a device that has proved its name, else an address
  record Key(Object sender, String path) {}

  /// One block.
  ///
  /// @param position as the sender says it: which block, and whether more follow
  /// @param announced length of the whole body, as the sender says it; 0 if it does not
  record Block(BlockOption position, int format, int announced, byte[] bytes) {}

  /// What became of a block.
  sealed interface Step {

    /// More are waited for.
    record More() implements Step {}

    /// It was the last one.
    record Whole(byte[] body) implements Step {}

    /// It does not follow those that came before; the sender has to begin anew.
    record Gap() implements Step {}

    /// The body has, or would have, too many bytes.
    record TooLarge() implements Step {}

    /// There is no room now.
    record Full() implements Step {}
  }

  private record Transfer(int format, ByteArrayOutputStream body, Instant last) {

    boolean continuesWith(Block block) {
      return format == block.format() && body.size() == block.position().getOffset();
    }

    Transfer and(Block block, Instant now) {
      body.writeBytes(block.bytes());
      return new Transfer(format, body, now);
    }
  }

  /// Takes in the next block. A first one begins anew, whatever came before.
  synchronized Step add(Key key, Block block, Instant now) {
    var before = open.remove(key);
    var transfer =
        block.position().getNum() == 0
            ? new Transfer(block.format(), new ByteArrayOutputStream(), now)
            : before;
    if (transfer == null || !transfer.continuesWith(block)) {
      return new Step.Gap();
    }
    if (isTooLarge(transfer, block)) {
      return new Step.TooLarge();
    }
    if (!block.position().isM()) {
      return new Step.Whole(transfer.and(block, now).body().toByteArray());
    }
    var longer = transfer.and(block, now);
    if (isFull(key.sender(), longer, now)) {
      return new Step.Full();
    }
    open.put(key, longer);
    return new Step.More();
  }

  private static boolean isTooLarge(Transfer transfer, Block block) {
    return block.announced() > CoapReceiver.BODY_LIMIT
        || transfer.body().size() + block.bytes().length > CoapReceiver.BODY_LIMIT;
  }

  private boolean isFull(Object sender, Transfer next, Instant now) {
    open.values().removeIf(each -> each.last().plus(PATIENCE).isBefore(now));
    return open.size() >= OPEN_LIMIT
        || open.keySet().stream().filter(each -> each.sender().equals(sender)).count()
            >= OPEN_LIMIT_OF_SENDER
        || bytes() + next.body().size() > BYTES_LIMIT;
  }

  /// Bytes that are held.
  synchronized int bytes() {
    return open.values().stream().mapToInt(each -> each.body().size()).sum();
  }
}
