package pilotfeld.ingest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;

/// A sensor that sends one datagram at a time, as no library would. What it sends is as it was
/// made: nothing is split, repeated or left out.
final class RawSensor implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int DATAGRAM = 65_507;

  private final InetSocketAddress server;
  private final DatagramSocket socket;
  private int id = ThreadLocalRandom.current().nextInt(1 << 16);

  RawSensor(String coap) throws IOException {
    this(coap, PATIENCE);
  }

  /// @param patience with which an answer is waited for
  RawSensor(String coap, Duration patience) throws IOException {
    this.server = new InetSocketAddress("127.0.0.1", URI.create(coap).getPort());
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout((int) patience.toMillis());
  }

  static Request post(String path, int format, byte[] body) {
    var request =
        new Request(Code.POST) {
          @Override
          public void assertPayloadMatchsBlocksize() {
            // A stranger's block is as long as it likes.
          }
        };
    request.getOptions().setUriPath(path).setContentFormat(format);
    request.setPayload(body);
    return request;
  }

  /// The answer, acknowledged where it wants to be.
  Response ask(Request request) throws IOException {
    send(request);
    return answer(request);
  }

  /// The answer to the same datagram once more.
  Response askAgain(Request request) throws IOException {
    send(new UdpDataSerializer().getByteArray(request));
    return answer(request);
  }

  private Response answer(Request request) throws IOException {
    while (true) {
      if (new UdpDataParser().parseMessage(receive()) instanceof Response response
          && response.getToken().equals(request.getToken())) {
        acknowledge(response);
        return response;
      }
    }
  }

  private void acknowledge(Response response) throws IOException {
    if (response.getType() == Type.CON) {
      send(new byte[] {0x60, 0, (byte) (response.getMID() >> 8), (byte) response.getMID()});
    }
  }

  /// Sends and does not look for an answer.
  void send(Request request) throws IOException {
    id = (id + 1) & 0xFFFF;
    request.setMID(id);
    request.setToken(new Token(new byte[] {1, (byte) (id >> 8), (byte) id}));
    send(new UdpDataSerializer().getByteArray(request));
  }

  private void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, server));
  }

  private byte[] receive() throws IOException {
    var packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}
