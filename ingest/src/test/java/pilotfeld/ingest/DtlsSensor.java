package pilotfeld.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/// A sensor that speaks CoAP over DTLS with a pre-shared key and a connection id.
final class DtlsSensor implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 4000;

  private final AtomicInteger handshakes = new AtomicInteger();
  private final DTLSConnector connector;
  private final CoapEndpoint endpoint;

  DtlsSensor(String identity, byte[] key) {
    this(identity, key, List.of());
  }

  /// @param suites that it offers; empty for all that it knows
  DtlsSensor(String identity, byte[] key, List<CipherSuite> suites) {
    var configuration =
        Configuration.createStandardWithoutFile()
            .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
            .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 500, TimeUnit.MILLISECONDS)
            .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 2)
            .set(CoapConfig.ACK_TIMEOUT, 500, TimeUnit.MILLISECONDS)
            .set(CoapConfig.MAX_RETRANSMIT, 2)
            .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0);
    if (!suites.isEmpty()) {
      configuration.set(DtlsConfig.DTLS_CIPHER_SUITES, suites);
    }
    this.connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, key))
                .setSessionListener(
                    new SessionAdapter() {
                      @Override
                      public void handshakeStarted(Handshaker handshaker) {
                        handshakes.incrementAndGet();
                      }
                    })
                .build());
    this.endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build();
  }

  /// How often it began a handshake.
  int handshakes() {
    return handshakes.get();
  }

  /// @return null if no answer came in time
  CoapResponse post(InetSocketAddress server, String device, String body)
      throws ConnectorException, IOException {
    var client =
        new CoapClient("coaps://127.0.0.1:%d/up/%s".formatted(server.getPort(), device))
            .setEndpoint(endpoint)
            .setTimeout((long) PATIENCE_MILLIS);
    try {
      return client.post(body, 110);
    } finally {
      client.shutdown();
    }
  }

  /// The answer to the first block of a body that never comes whole.
  CoapResponse begin(InetSocketAddress server, String device)
      throws ConnectorException, IOException {
    var client = new CoapClient("coaps://127.0.0.1:" + server.getPort()).setEndpoint(endpoint);
    var first = RawSensor.post("up/" + device, 110, new byte[1024]);
    first.setURI("coaps://127.0.0.1:%d/up/%s".formatted(server.getPort(), device));
    first.getOptions().setBlock1(6, true, 0);
    try {
      return client.setTimeout((long) PATIENCE_MILLIS).advanced(first);
    } finally {
      client.shutdown();
    }
  }

  /// Loses its session, as by a restart.
  void forget() {
    connector.clearConnectionState();
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
