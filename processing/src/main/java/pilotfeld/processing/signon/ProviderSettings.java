package pilotfeld.processing.signon;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.account.Role;

/// A provider of OpenID Connect, and what its people may do here.
///
/// @param issuer as its tokens name it; below it is its configuration
/// @param clientId under which Pilotfeld is known there
/// @param clientSecret never shown; empty for a client that has none, and PKCE alone
/// @param roleClaim claim of the ID token that has roles or groups; dots lead into objects
/// @param roles which of them stands for which role here
public record ProviderSettings(
    URI issuer,
    String clientId,
    Optional<String> clientSecret,
    String roleClaim,
    Map<String, Role> roles) {

  public ProviderSettings {
    requireNonNull(issuer, "issuer");
    requireNonNull(clientId, "clientId");
    requireNonNull(clientSecret, "clientSecret");
    requireNonNull(roleClaim, "roleClaim");
    roles = Map.copyOf(roles);
  }

  /// Whether nobody on the way can read or alter what goes to an address.
  public static boolean isSafe(URI address) {
    return Metadata.isSafe(address);
  }

  @Override
  public String toString() {
    return issuer + " as " + clientId;
  }
}
