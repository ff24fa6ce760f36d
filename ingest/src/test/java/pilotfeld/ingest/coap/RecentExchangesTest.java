package pilotfeld.ingest.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.Exchange.Origin;
import org.eclipse.californium.core.network.KeyMID;
import org.junit.jupiter.api.Test;

class RecentExchangesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RecentExchanges recent = new RecentExchanges(nanos::get);

  @Test
  void aMessageThatComesAgainIsKnown() {
    var first = exchange("gauge");

    assertNull(recent.findPrevious(new KeyMID(1, "gauge"), first));
    assertSame(first, recent.findPrevious(new KeyMID(1, "gauge"), exchange("gauge")));
    assertNull(recent.findPrevious(new KeyMID(1, "other"), exchange("other")));
  }

  @Test
  void afterItsLifetimeAMessageIdIsOfAnotherMessage() {
    var next = exchange("gauge");
    add(1, "gauge");
    nanos.set(RecentExchanges.LIFETIME.plusNanos(1).toNanos());

    assertNull(recent.findPrevious(new KeyMID(1, "gauge"), next));
    assertSame(next, recent.find(new KeyMID(1, "gauge")));
    assertEquals(1, recent.size());
  }

  @Test
  void ofOnePeerTheEldestIsForgottenAndOthersAreNot() {
    add(1, "other");
    for (var id = 0; id <= RecentExchanges.LIMIT_OF_PEER; id++) {
      add(id, "gauge");
    }

    assertEquals(RecentExchanges.LIMIT_OF_PEER + 1, recent.size());
    assertNull(recent.find(new KeyMID(0, "gauge")));
    assertNotNull(recent.find(new KeyMID(1, "gauge")));
    assertNotNull(recent.find(new KeyMID(1, "other")));
  }

  @Test
  void howeverManyPeersThereAreTheEldestIsForgotten() {
    for (var peer = 0; peer <= RecentExchanges.LIMIT; peer++) {
      add(1, "gauge-" + peer);
    }

    assertEquals(RecentExchanges.LIMIT, recent.size());
    assertNull(recent.find(new KeyMID(1, "gauge-0")));
    assertNotNull(recent.find(new KeyMID(1, "gauge-1")));
  }

  private void add(int id, String peer) {
    recent.findPrevious(new KeyMID(id, peer), exchange(peer));
  }

  private static Exchange exchange(String peer) {
    return new Exchange(Request.newPost(), peer, Origin.REMOTE, Runnable::run);
  }
}
