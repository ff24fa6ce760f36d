package pilotfeld.ingest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// A translator of addresses between a sensor and the server, that forgets its mapping when told
/// to: then the server sees the sensor under another port.
final class Nat implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 65_535;

  private final InetSocketAddress server;
  private final DatagramSocket inside = onLoopback();
  private volatile DatagramSocket outside = onLoopback();
  private volatile SocketAddress sensor;

  Nat(InetSocketAddress server) throws IOException {
    this.server = server;
    carry(inside);
    carry(outside);
  }

  private static DatagramSocket onLoopback() throws IOException {
    return new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  /// Where sensors find it.
  InetSocketAddress address() {
    return (InetSocketAddress) inside.getLocalSocketAddress();
  }

  /// The port under which the server sees the sensor now.
  int port() {
    return outside.getLocalPort();
  }

  void forget() throws IOException {
    var before = outside;
    outside = onLoopback();
    carry(outside);
    before.close();
  }

  private void carry(DatagramSocket from) {
    Thread.ofVirtual()
        .start(
            () -> {
              var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
              while (!from.isClosed()) {
                passOn(from, packet);
              }
            });
  }

  private void passOn(DatagramSocket from, DatagramPacket packet) {
    try {
      packet.setLength(LARGEST_DATAGRAM);
      from.receive(packet);
      if (from == inside) {
        sensor = packet.getSocketAddress();
        packet.setSocketAddress(server);
        outside.send(packet);
        return;
      }
      packet.setSocketAddress(sensor);
      inside.send(packet);
    } catch (IOException e) {
      // Closed, or lost: UDP promises no more.
    }
  }

  @Override
  public void close() {
    inside.close();
    outside.close();
  }
}
