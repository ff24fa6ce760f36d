package pilotfeld.ingest.coap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.KeyMID;
import org.eclipse.californium.core.network.deduplication.Deduplicator;

/// Remembers which messages came lately, so that one that is sent again is answered as before (RFC
/// 7252, section 4.5). Californium's own remember everything for four minutes: a flood of messages,
/// or of addresses, fills the heap.
final class RecentExchanges implements Deduplicator {

  /// Messages that are remembered; the eldest is forgotten first.
  static final int LIMIT = 10_000;

  /// Of them, those of one peer: more than it may have on their way at once.
  static final int LIMIT_OF_PEER = 2 * CoapReceiver.IN_FLIGHT_LIMIT;

  /// EXCHANGE_LIFETIME of RFC 7252: from then on a peer may use a message id again.
  static final Duration LIFETIME = Duration.ofSeconds(247);

  private final Map<KeyMID, Remembered> known = new LinkedHashMap<>();
  private final Map<Object, Deque<KeyMID>> byPeer = new HashMap<>();

  private final LongSupplier nanos;

  private record Remembered(Exchange exchange, long atNanos) {

    boolean isOver(long nowNanos) {
      return nowNanos - atNanos > LIFETIME.toNanos();
    }
  }

  /// @param nanos tells time as `System.nanoTime` does
  RecentExchanges(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public synchronized Exchange findPrevious(KeyMID key, Exchange exchange) {
    var previous = find(key);
    if (previous == null) {
      remember(key, exchange);
    }
    return previous;
  }

  @Override
  public synchronized boolean replacePrevious(KeyMID key, Exchange previous, Exchange exchange) {
    remember(key, exchange);
    return true;
  }

  @Override
  public synchronized Exchange find(KeyMID key) {
    var found = known.get(key);
    return found == null || found.isOver(nanos.getAsLong()) ? null : found.exchange();
  }

  private void remember(KeyMID key, Exchange exchange) {
    forget(key);
    var ofPeer = byPeer.computeIfAbsent(key.getPeer(), _ -> new ArrayDeque<>());
    known.put(key, new Remembered(exchange, nanos.getAsLong()));
    ofPeer.add(key);
    if (ofPeer.size() > LIMIT_OF_PEER) {
      forget(ofPeer.peek());
    }
    if (known.size() > LIMIT) {
      forget(known.keySet().iterator().next());
    }
  }

  // Within a peer the eldest goes first as well, so it is found at once.
  private void forget(KeyMID key) {
    if (known.remove(key) == null) {
      return;
    }
    var ofPeer = byPeer.get(key.getPeer());
    ofPeer.remove(key);
    if (ofPeer.isEmpty()) {
      byPeer.remove(key.getPeer());
    }
  }

  @Override
  public synchronized void clear() {
    known.clear();
    byPeer.clear();
  }

  @Override
  public synchronized boolean isEmpty() {
    return known.isEmpty();
  }

  @Override
  public synchronized int size() {
    return known.size();
  }

  @Override
  public void start() {
    // What is too old is seen when it is met.
  }

  @Override
  public void stop() {
    clear();
  }

  @Override
  public void setExecutor(ScheduledExecutorService executor) {
    // Nothing is done in the background.
  }
}
