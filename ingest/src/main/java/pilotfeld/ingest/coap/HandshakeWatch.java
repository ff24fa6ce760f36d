package pilotfeld.ingest.coap;

import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;

/// Sees handshakes fail. What an absent key was refused for, [KeyLookup] has said already.
final class HandshakeWatch extends SessionAdapter implements ConnectionListener {

  private final Refusals refusals;

  HandshakeWatch(Refusals refusals) {
    this.refusals = refusals;
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
    if (error instanceof HandshakeException failure
        && failure.getAlert() != null
        && failure.getAlert().getDescription() != AlertDescription.UNKNOWN_PSK_IDENTITY
        && failure.getAlert().getDescription() != AlertDescription.CLOSE_NOTIFY
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
