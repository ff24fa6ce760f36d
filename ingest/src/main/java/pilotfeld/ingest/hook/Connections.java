package pilotfeld.ingest.hook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import pilotfeld.ingest.door.Refusals;

/// The open connections: so many, and none for longer than it is of use. Used by the one event loop
/// of its server.
final class Connections {

  private final Vertx vertx;
  private final Patience patience;
  private final Refusals refusals;
  private final Map<HttpConnection, Long> waiting = new HashMap<>();
  private volatile int open;

  Connections(Vertx vertx, Patience patience, Refusals refusals) {
    this.vertx = vertx;
    this.patience = patience;
    this.refusals = refusals;
  }

  /// How many there are.
  int open() {
    return open;
  }

  /// One that is too many is closed.
  void opened(HttpConnection connection) {
    if (open == HookReceiver.CONNECTION_LIMIT) {
      refusals.add(
          connection.remoteAddress().hostAddress(),
          "more than " + HookReceiver.CONNECTION_LIMIT + " connections at once");
      connection.close();
      return;
    }
    open++;
    connection.closeHandler(_ -> closed(connection));
    waitFor(connection, patience.first());
  }

  private void closed(HttpConnection connection) {
    stopWaiting(connection);
    open--;
  }

  // Trickling a header does not lengthen it.
  private void waitFor(HttpConnection connection, Duration patience) {
    stopWaiting(connection);
    waiting.put(connection, vertx.setTimer(patience.toMillis(), _ -> connection.close()));
  }

  private void stopWaiting(HttpConnection connection) {
    var timer = waiting.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  /// A request has come; now it is the one to be waited for.
  void begun(HttpConnection connection) {
    stopWaiting(connection);
  }

  /// It was answered; the connection may bring another one.
  void answered(HttpConnection connection) {
    waitFor(connection, patience.next());
  }

  /// It was answered before it was whole: what still comes is passed over for a moment, or the
  /// answer would be lost with the connection.
  void ending(HttpConnection connection, Duration moment) {
    waitFor(connection, moment);
  }
}
