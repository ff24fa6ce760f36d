package pilotfeld.ingest.coap;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;

/// Holds datagrams back in the socket while too many wait to be looked at: Californium would queue
/// every one on the heap.
final class Inlet implements RawDataChannel {

  /// Datagrams of one endpoint that may wait, of at most 64 KiB each.
  static final int WAITING_LIMIT = 256;

  private final RawDataChannel next;
  private final Executor stage;
  private final Semaphore room = new Semaphore(WAITING_LIMIT);

  /// @param next queues each datagram on `stage`
  /// @param stage works off its queue in order
  Inlet(RawDataChannel next, Executor stage) {
    this.next = next;
    this.stage = stage;
  }

  @Override
  public void receiveData(RawData datagram) {
    try {
      room.acquire();
      next.receiveData(datagram);
      stage.execute(room::release);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      // The server is closing.
      room.release();
    }
  }
}
