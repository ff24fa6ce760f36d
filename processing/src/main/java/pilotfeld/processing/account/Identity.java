package pilotfeld.processing.account;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Somebody whom a provider of OpenID Connect knows.
///
/// @param issuer the provider
/// @param subject by which it knows them, whatever they are called
/// @param name what it calls them
/// @param role that they have here
public record Identity(String issuer, String subject, Optional<String> name, Role role) {

  private static final int ISSUER_LIMIT = 500;
  private static final int SUBJECT_LIMIT = 255;

  /// @throws IllegalArgumentException if issuer or subject are longer than any may be
  public Identity {
    requireNonNull(role, "role");
    if (issuer.length() > ISSUER_LIMIT || subject.isEmpty() || subject.length() > SUBJECT_LIMIT) {
      throw new IllegalArgumentException("no provider has such a subject: too long, or empty");
    }
  }
}
