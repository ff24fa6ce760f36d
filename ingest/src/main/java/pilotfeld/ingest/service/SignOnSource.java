package pilotfeld.ingest.service;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.signon.ProviderSettings;

/// Reads the settings of the organisation's own provider.
final class SignOnSource {

  private static final List<Setting> OTHERS =
      List.of(Setting.OIDC_CLIENT_ID, Setting.OIDC_ROLE_CLAIM, Setting.OIDC_ROLES);

  private final Environment environment;

  private SignOnSource(Environment environment) {
    this.environment = environment;
  }

  /// Empty if there is none; what is wrong becomes a fault of the environment.
  static Optional<ProviderSettings> from(Environment environment) {
    return new SignOnSource(environment).provider();
  }

  private Optional<ProviderSettings> provider() {
    var issuer = environment.text(Setting.OIDC_ISSUER);
    // Asked for in any case: what is set without an issuer is no unknown setting.
    var others = OTHERS.stream().filter(each -> environment.text(each).isPresent()).toList();
    var secret = environment.secret(Setting.OIDC_CLIENT_SECRET);
    if (issuer.isEmpty()) {
      others.forEach(each -> environment.fault(each.variable() + " needs PILOTFELD_OIDC_ISSUER"));
      return Optional.empty();
    }
    var clientId = environment.text(Setting.OIDC_CLIENT_ID);
    if (clientId.isEmpty()) {
      environment.fault("PILOTFELD_OIDC_CLIENT_ID is not set: PILOTFELD_OIDC_ISSUER needs it");
    }
    var roles = roles();
    return issuer(issuer.get())
        .flatMap(
            uri ->
                clientId.map(
                    id ->
                        new ProviderSettings(
                            uri, id, secret, environment.value(Setting.OIDC_ROLE_CLAIM), roles)));
  }

  private Optional<URI> issuer(String text) {
    try {
      var issuer = URI.create(text);
      if (ProviderSettings.isSafe(issuer) && issuer.getQuery() == null) {
        return Optional.of(issuer);
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one fault for whatever is no issuer.
    }
    environment.fault(
        "PILOTFELD_OIDC_ISSUER is “" + text + "”: an address with https:// belongs there");
    return Optional.empty();
  }

  private Map<String, Role> roles() {
    var given = environment.text(Setting.OIDC_ROLES);
    if (given.isEmpty()) {
      return Arrays.stream(Role.values()).collect(Collectors.toMap(Role::text, role -> role));
    }
    var roles = new LinkedHashMap<String, Role>();
    for (var pair : given.get().strip().split("\\s+")) {
      var end = pair.lastIndexOf('=');
      var role = end < 1 ? Optional.<Role>empty() : role(pair.substring(end + 1));
      role.ifPresentOrElse(
          each -> roles.put(pair.substring(0, end), each),
          () ->
              environment.fault(
                  "PILOTFELD_OIDC_ROLES has “%s”: a name there, =, and one of %s belong there"
                      .formatted(pair, known())));
    }
    return roles;
  }

  private static Optional<Role> role(String text) {
    return Stream.of(Role.values())
        .filter(each -> each.text().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static String known() {
    return Stream.of(Role.values()).map(Role::text).collect(Collectors.joining(", "));
  }
}
