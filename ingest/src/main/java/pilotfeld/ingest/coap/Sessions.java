package pilotfeld.ingest.coap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.InMemoryReadWriteLockConnectionStore;

/// The DTLS sessions that are kept. Few of them are of one device, or whoever has the key of one
/// could take the place of all others.
final class Sessions extends InMemoryReadWriteLockConnectionStore {

  /// Sessions, and handshakes under way. One that is the first too many takes the place of a stale
  /// one.
  static final int LIMIT = 10_000;

  /// Of them, those of one device; a further one ends its eldest. A device needs one: those before
  /// are of its restarts.
  static final int LIMIT_OF_DEVICE = 4;

  /// How long a session is left alone before it may be given up for another.
  static final Duration STALE_AFTER = Duration.ofMinutes(10);

  // Whose sessions have ended stays here until it begins another: never more than have a key.
  private final Map<String, Deque<Connection>> byDevice = new ConcurrentHashMap<>();

  Sessions() {
    // Nothing is resumed, so nothing is stored beyond a session.
    super(LIMIT, STALE_AFTER.toSeconds(), null, false);
  }

  @Override
  public void putEstablishedSession(Connection connection) {
    super.putEstablishedSession(connection);
    SessionOwner.of(connection.getEstablishedPeerIdentity())
        .ifPresent(owner -> byDevice.compute(owner.device(), (_, its) -> with(connection, its)));
  }

  private Deque<Connection> with(Connection connection, Deque<Connection> before) {
    var its = before == null ? new ArrayDeque<Connection>() : before;
    its.removeIf(each -> each == connection || get(each.getConnectionId()) != each);
    its.add(connection);
    if (its.size() > LIMIT_OF_DEVICE) {
      end(its.remove());
    }
    return its;
  }

  // What a connection has begun comes to its end first, as Scandium itself does it.
  private void end(Connection connection) {
    Runnable remove = () -> remove(connection, true);
    if (connection.isExecuting()) {
      connection.getExecutor().execute(remove);
      return;
    }
    remove.run();
  }
}
