package pilotfeld.ingest.service;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A port that is to be listened on is in use.
public final class PortTaken extends RuntimeException {

  private static final long serialVersionUID = 1;

  private PortTaken(InetSocketAddress address, Setting setting) {
    super(
        "port %d on %s is in use: stop what uses it, or set %s to another"
            .formatted(address.getPort(), address.getHostString(), setting.variable()));
  }

  /// @throws PortTaken if nothing else may listen there
  static void checkTcp(InetSocketAddress address, Setting setting) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw new PortTaken(address, setting);
    }
  }

  /// @throws PortTaken if nothing else may listen there
  static void checkUdp(InetSocketAddress address, Setting setting) {
    try (var socket = new DatagramSocket(null)) {
      socket.bind(address);
    } catch (IOException e) {
      throw new PortTaken(address, setting);
    }
  }
}
