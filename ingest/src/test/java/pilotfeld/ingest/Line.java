package pilotfeld.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A line between a client and its broker that can go dead in one direction, as a radio link does,
/// and that can be cut. Over TLS it is the same: it reads nothing of what it carries.
final class Line implements AutoCloseable {

  private static final int PIECE = 1024;

  private final int broker;
  private final ServerSocket entrance;
  private volatile boolean swallowing;
  private volatile Socket client;

  /// @param broker its port on loopback
  Line(int broker) throws IOException {
    this.broker = broker;
    this.entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::connectWhoeverComes);
  }

  /// Where the client finds it.
  int port() {
    return entrance.getLocalPort();
  }

  /// From now on nothing that the client says reaches the broker, until it connects again.
  void swallowWhatTheClientSays() {
    swallowing = true;
  }

  /// Ends the connection for both; the next one is a good one.
  void cut() throws IOException {
    client.close();
  }

  private void connectWhoeverComes() {
    while (!entrance.isClosed()) {
      try (var near = entrance.accept();
          var far = new Socket(InetAddress.getLoopbackAddress(), broker)) {
        swallowing = false;
        client = near;
        Thread.ofVirtual().start(() -> carryToClient(far, near));
        carryToBroker(near, far);
      } catch (IOException e) {
        // Cut, or gone by itself: the next one may come.
      }
    }
  }

  private static void carryToClient(Socket far, Socket near) {
    try (near) {
      far.getInputStream().transferTo(near.getOutputStream());
    } catch (IOException e) {
      // Cut.
    }
  }

  private void carryToBroker(Socket near, Socket far) throws IOException {
    var piece = new byte[PIECE];
    for (var length = 0; length >= 0; length = near.getInputStream().read(piece)) {
      if (!swallowing) {
        far.getOutputStream().write(piece, 0, length);
      }
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    if (client != null) {
      cut();
    }
  }
}
