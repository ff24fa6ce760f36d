package pilotfeld.ingest.coap;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.Filter;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import pilotfeld.ingest.door.Refusals;
import pilotfeld.processing.secret.DeviceKeys;

/// DTLS 1.2 (RFC 6347) with pre-shared keys (RFC 4279, RFC 5489) and connection ids (RFC 9146).
final class DtlsDoor {

  /// How often a flight of a handshake is sent again.
  static final int RETRANSMISSIONS = 4;

  /// Bytes of a connection id: some hundred thousand times more of them than sessions.
  static final int CONNECTION_ID_BYTES = 4;

  /// Records, messages and keys that may wait within Scandium.
  static final int WAITING_LIMIT = 1000;

  // Forward secrecy first; the last two are what RFC 7252 and small stacks ask for.
  private static final List<CipherSuite> SUITES =
      List.of(
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
          CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);

  private final DeviceKeys keys;
  private final DTLSConnector connector;
  private final CoapEndpoint endpoint;

  /// @param stage where what has come through is looked at
  DtlsDoor(Secured secured, Configuration common, Refusals refusals, Executor stage) {
    this.keys = secured.keys();
    var configuration = limited(common);
    var watch = new HandshakeWatch(refusals);
    this.connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(secured.address())
                .setAdvancedPskStore(new KeyLookup(keys, refusals))
                .setApplicationLevelInfoSupplier(
                    (_, owner) -> owner instanceof SessionOwner it ? it.attached() : null)
                .setConnectionListener(watch)
                .setSessionListener(watch)
                .build(),
            new Sessions()) {
          @Override
          public void setRawDataReceiver(RawDataChannel receiver) {
            super.setRawDataReceiver(new Inlet(receiver, stage));
          }
        };
    this.endpoint = Endpoints.on(connector, configuration);
  }

  // No resumption: each handshake asks for the key that holds now.
  private static Configuration limited(Configuration common) {
    return new Configuration(common)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .set(DtlsConfig.DTLS_CIPHER_SUITES, SUITES)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
        .set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, Sessions.LIMIT)
        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, RETRANSMISSIONS)
        .set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, WAITING_LIMIT)
        .set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, WAITING_LIMIT)
        .set(DtlsConfig.DTLS_MAX_PENDING_HANDSHAKE_RESULT_JOBS, WAITING_LIMIT)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
  }

  CoapEndpoint endpoint() {
    return endpoint;
  }

  /// Ends the sessions whose key has been renewed.
  void endOutdated() {
    var createdAt = keys.createdAt();
    Filter<Principal> outdated =
        peer -> SessionOwner.of(peer).filter(owner -> owner.isOutdated(createdAt)).isPresent();
    connector.startTerminateConnectionsForPrincipal(outdated, true);
  }
}
