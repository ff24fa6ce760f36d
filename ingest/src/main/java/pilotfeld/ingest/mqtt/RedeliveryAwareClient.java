package pilotfeld.ingest.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/// Paho's client, for one connection, that also knows which messages the broker delivers again:
/// Paho 1.2.5 reads the DUP flag and forgets it.
final class RedeliveryAwareClient extends MqttAsyncClient {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final RedeliveryMarks marks = new RedeliveryMarks();

  /// @throws MqttException if Paho cannot make a client of them
  RedeliveryAwareClient(String url, String clientId) throws MqttException {
    super(url, clientId, new MemoryPersistence());
  }

  /// Whether the broker marked it. To be asked before it is acknowledged, as its packet id may then
  /// come again with another message.
  boolean isRedelivered(MqttMessage message) {
    // Without acknowledgement there is neither packet id nor redelivery.
    return message.getQos() > 0 && marks.has(message.getId());
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options)
      throws MqttException {
    return Stream.of(super.createNetworkModules(address, options))
        .map(module -> new Observed(module, marks))
        .toArray(NetworkModule[]::new);
  }

  private record Observed(NetworkModule module, RedeliveryMarks marks) implements NetworkModule {

    @Override
    public void start() throws IOException, MqttException {
      module.start();
    }

    // Paho reads the header of a packet byte by byte, each a call of the system without a buffer.
    @Override
    public InputStream getInputStream() throws IOException {
      return marks.observing(new BufferedInputStream(module.getInputStream(), BUFFER_BYTES));
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return module.getOutputStream();
    }

    @Override
    public void stop() throws IOException {
      module.stop();
    }

    @Override
    public String getServerURI() {
      return module.getServerURI();
    }
  }
}
