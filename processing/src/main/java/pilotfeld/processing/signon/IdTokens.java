package pilotfeld.processing.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pilotfeld.processing.account.Identity;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.signon.SignOnFailed.Reason;

/// Reads ID tokens, and believes those that are signed by the provider's keys, for us, for this
/// attempt, and have not expired (OpenID Connect Core, 3.1.3.7).
final class IdTokens {

  private static final Set<String> REQUIRED = Set.of("sub", "exp", "iat");

  private final ProviderSettings settings;
  private final JWKSource<SecurityContext> keys;

  /// Asks the provider nothing yet.
  IdTokens(ProviderSettings settings, Metadata metadata) throws SignOnFailed {
    this.settings = settings;
    var patience = (int) Provider.PATIENCE.toMillis();
    try {
      // Keys are kept for minutes, and asked for anew where a token names another.
      this.keys =
          JWKSourceBuilder.<SecurityContext>create(
                  metadata.keys().toURL(),
                  new DefaultResourceRetriever(patience, patience, Provider.ANSWER_LIMIT))
              .build();
    } catch (MalformedURLException e) {
      throw new SignOnFailed(Reason.FAILED, "the provider's jwks_uri is no address", e);
    }
  }

  /// @throws SignOnFailed if it is not to be believed, or none of its roles is one here
  Identity read(String token, String nonce) throws SignOnFailed {
    var claims = claims(token, nonce);
    requireForUs(claims);
    var name =
        Stream.of("preferred_username", "email", "name")
            .map(claims::getClaim)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .findFirst();
    var role = role(claims);
    if (role.isEmpty()) {
      throw new SignOnFailed(
          Reason.NO_ROLE,
          "nothing in the claim “%s” of %s stands for a role: look at PILOTFELD_OIDC_ROLE_CLAIM and PILOTFELD_OIDC_ROLES"
              .formatted(settings.roleClaim(), claims.getSubject()));
    }
    try {
      return new Identity(settings.issuer().toString(), claims.getSubject(), name, role.get());
    } catch (IllegalArgumentException e) {
      throw new SignOnFailed(Reason.FAILED, e.getMessage(), e);
    }
  }

  private JWTClaimsSet claims(String token, String nonce) throws SignOnFailed {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    // Never “none”, nor a secret that both sides know.
    var algorithms = new HashSet<JWSAlgorithm>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    var exact =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer().toString())
            .claim("nonce", nonce)
            .build();
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(settings.clientId(), exact, REQUIRED));
    try {
      return processor.process(token, null);
    } catch (BadJOSEException | ParseException e) {
      throw new SignOnFailed(
          Reason.FAILED, "the provider's ID token is not to be believed: " + e.getMessage(), e);
    } catch (JOSEException e) {
      throw new SignOnFailed(
          Reason.FAILED, "the provider's keys cannot be had: " + e.getMessage(), e);
    }
  }

  // Among several that a token is for, the one that asked for it is named.
  private void requireForUs(JWTClaimsSet claims) throws SignOnFailed {
    var party = claims.getClaim("azp");
    var isAmongSeveral = claims.getAudience().size() > 1;
    if (party == null ? isAmongSeveral : !party.equals(settings.clientId())) {
      throw new SignOnFailed(Reason.FAILED, "the provider's ID token was asked for by another");
    }
  }

  // Of several roles the one that may do most.
  private Optional<Role> role(JWTClaimsSet claims) {
    return values(claims).stream()
        .flatMap(each -> Optional.ofNullable(settings.roles().get(each)).stream())
        .max(
            Comparator.<Role>comparingInt(each -> each.permissions().size())
                .thenComparing(Comparator.naturalOrder()));
  }

  private List<String> values(JWTClaimsSet claims) {
    Object value = claims.getClaims();
    for (var part : path(claims)) {
      value = value instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return switch (value) {
      case String text -> List.of(text);
      case Collection<?> several ->
          several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }

  // A claim whose own name has dots is meant before a way into objects.
  private List<String> path(JWTClaimsSet claims) {
    var name = settings.roleClaim();
    return claims.getClaims().containsKey(name) ? List.of(name) : List.of(name.split("\\."));
  }
}
