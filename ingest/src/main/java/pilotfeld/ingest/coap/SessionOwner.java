package pilotfeld.ingest.coap;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.elements.auth.AdditionalInfo;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import pilotfeld.processing.secret.DeviceKey;

/// Whose session it is, as the handshake has proved it.
///
/// @param device its id
/// @param keyCreatedAt which of its keys the session was begun with
record SessionOwner(String device, Instant keyCreatedAt) {

  private static final String NAME = "owner";

  static SessionOwner of(DeviceKey key) {
    return new SessionOwner(key.device(), key.createdAt());
  }

  /// Of a principal that [#attached] had its say about; empty for any other.
  static Optional<SessionOwner> of(Principal principal) {
    return principal instanceof PreSharedKeyIdentity identity
        ? Optional.ofNullable(identity.getExtendedInfo().get(NAME, SessionOwner.class))
        : Optional.empty();
  }

  AdditionalInfo attached() {
    return AdditionalInfo.from(Map.of(NAME, this));
  }

  /// Whether its device has been given another key since.
  ///
  /// @param keysCreatedAt by device; may be older than this session
  boolean isOutdated(Map<String, Instant> keysCreatedAt) {
    return keysCreatedAt.getOrDefault(device, keyCreatedAt).isAfter(keyCreatedAt);
  }
}
