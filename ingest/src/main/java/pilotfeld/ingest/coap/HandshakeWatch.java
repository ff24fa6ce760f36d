package pilotfeld.ingest.coap;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;
import pilotfeld.ingest.door.Refusals;

/// Sees handshakes begin and fail, and lets no more begin than the heap can bear. What an absent
/// key was refused for, [KeyLookup] has said already.
final class HandshakeWatch extends SessionAdapter implements ConnectionListener {

  /// Handshakes that may be under way at once; each is given up after a minute of silence.
  static final int UNDER_WAY_LIMIT = 1000;

  /// Of them, those of one address, which may be that of many devices behind a NAT.
  static final int UNDER_WAY_LIMIT_OF_ADDRESS = 200;

  private static final String TOO_MANY = "too many handshakes at once";

  private final Refusals refusals;
  private final Map<Handshaker, InetAddress> underWay = new ConcurrentHashMap<>();

  HandshakeWatch(Refusals refusals) {
    this.refusals = refusals;
  }

  // Its sender has shown by a cookie that the address is its own.
  @Override
  public void handshakeStarted(Handshaker handshaker) throws HandshakeException {
    var address = handshaker.getPeerAddress().getAddress();
    if (underWay.size() >= UNDER_WAY_LIMIT
        || Collections.frequency(underWay.values(), address) >= UNDER_WAY_LIMIT_OF_ADDRESS) {
      refusals.add(handshaker.getPeerAddress(), TOO_MANY);
      throw new HandshakeException(
          TOO_MANY, new AlertMessage(AlertLevel.FATAL, AlertDescription.INTERNAL_ERROR));
    }
    underWay.put(handshaker, address);
  }

  @Override
  public void contextEstablished(Handshaker handshaker, DTLSContext context) {
    underWay.remove(handshaker);
  }

  @Override
  public void handshakeCompleted(Handshaker handshaker) {
    underWay.remove(handshaker);
  }

  // A wrong key shows in a Finished that cannot be decrypted. RFC 6347, section 4.1.2.7, has it
  // passed over, as anybody may send such a record; so it is counted here, once for a handshake.
  @Override
  public boolean onConnectionMacError(Connection connection) {
    if (connection.hasOngoingHandshake() && connection.getDtlsContext().getMacErrors() == 1) {
      refusals.add(
          owner(connection.getOngoingHandshake()), "its handshake was made with another key");
    }
    return false;
  }

  // A peer that went silent or left was not refused.
  @Override
  public void handshakeFailed(Handshaker handshaker, Throwable error) {
    underWay.remove(handshaker);
    if (error instanceof HandshakeException failure
        && failure.getAlert() != null
        && failure.getAlert().getDescription() != AlertDescription.UNKNOWN_PSK_IDENTITY
        && failure.getAlert().getDescription() != AlertDescription.CLOSE_NOTIFY
        && !TOO_MANY.equals(failure.getMessage())
        && handshaker.getDtlsContext().getMacErrors() == 0) {
      refusals.add(
          handshaker.getPeerAddress(),
          "its handshake failed: " + failure.getAlert().getDescription().getDescription());
    }
  }

  private static Object owner(Handshaker handshaker) {
    var principal = handshaker.getSession().getPeerIdentity();
    return principal == null ? handshaker.getPeerAddress() : principal.getName();
  }

  @Override
  public void onConnectionEstablished(Connection connection) {
    // Of no interest.
  }

  @Override
  public void onConnectionRemoved(Connection connection) {
    // Of no interest.
  }

  @Override
  public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean writeSequence) {
    return false;
  }

  @Override
  public void beforeExecution(Connection connection) {
    // Of no interest.
  }

  @Override
  public void updateExecution(Connection connection) {
    // Of no interest.
  }

  @Override
  public void afterExecution(Connection connection) {
    // Of no interest.
  }
}
