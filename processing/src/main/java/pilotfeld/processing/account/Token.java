package pilotfeld.processing.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A token, without what opens anything.
///
/// @param usedAt when it was used last, to about an hour
/// @param revokedAt since when it opens nothing, whatever `expiresAt` says
public record Token(
    long id,
    String account,
    String title,
    Set<Permission> scope,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> usedAt,
    Optional<Instant> revokedAt) {

  public Token {
    scope = Set.copyOf(scope);
  }
}
