package pilotfeld.ingest.coap;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import pilotfeld.ingest.door.Refusals;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.secret.DeviceKey;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.secret.KeyUnavailable;

/// Looks up the key of each handshake, on a virtual thread each: Scandium's own threads never wait
/// for the database.
final class KeyLookup implements AdvancedPskStore {

  /// Handshakes that may wait for their key; more are refused, and may try again.
  static final int WAITING_LIMIT = 500;

  /// Of them, those that ask the database at once: the page has the other connections.
  static final int ASKING_LIMIT = 4;

  private final DeviceKeys keys;
  private final Refusals refusals;
  private final Semaphore waiting = new Semaphore(WAITING_LIMIT);
  private final Semaphore asking = new Semaphore(ASKING_LIMIT);
  private volatile HandshakeResultHandler handler;

  KeyLookup(DeviceKeys keys, Refusals refusals) {
    this.keys = keys;
    this.refusals = refusals;
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return true;
  }

  /// @return null if the result comes later, as Scandium wants it
  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId connection,
      ServerNames serverNames,
      PskPublicInformation identity,
      String hmacAlgorithm,
      SecretKey otherSecret,
      byte[] seed,
      boolean extendedMasterSecret) {
    if (!waiting.tryAcquire()) {
      refusals.add(shown(identity), "too many handshakes at once");
      return result(connection, identity, Optional.empty());
    }
    Thread.ofVirtual().name("coap-key").start(() -> lookUp(connection, identity));
    return null;
  }

  private void lookUp(ConnectionId connection, PskPublicInformation identity) {
    try {
      handler.apply(result(connection, identity, key(identity)));
    } finally {
      waiting.release();
    }
  }

  private Optional<DeviceKey> key(PskPublicInformation identity) {
    try {
      var key = ask(identity.getPublicInfoAsString());
      if (key.isEmpty()) {
        refusals.add(shown(identity), "it has no key: give it one with device key");
      }
      return key;
    } catch (KeyUnavailable e) {
      refusals.add(shown(identity), e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<DeviceKey> ask(String identity) throws InterruptedException {
    if (!asking.tryAcquire(DeviceKeys.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new KeyUnavailable("the database is too slow for as many handshakes");
    }
    try {
      return keys.find(identity);
    } finally {
      asking.release();
    }
  }

  // Without a key the handshake ends with the alert unknown_psk_identity. The key itself goes along
  // as what its session was begun with.
  private static PskSecretResult result(
      ConnectionId connection, PskPublicInformation identity, Optional<DeviceKey> key) {
    var secret =
        key.map(each -> SecretUtil.create(each.bytes(), PskSecretResult.ALGORITHM_PSK))
            .orElse(null);
    return new PskSecretResult(
        connection, identity, secret, key.map(SessionOwner::of).orElse(null));
  }

  private static String shown(PskPublicInformation identity) {
    return Eui.device(identity.getPublicInfoAsString())
        .orElse("an identity that is no id of a device");
  }

  /// This side is never the client.
  @Override
  public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames serverNames) {
    return null;
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    this.handler = handler;
  }
}
