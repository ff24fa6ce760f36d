package pilotfeld.processing.signon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import pilotfeld.processing.signon.SignOnFailed.Reason;

/// What a provider says of itself ([OpenID Connect
/// Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html), section 3).
///
/// @param secretMethods ways to show a client's secret; empty stands for HTTP Basic
/// @param namesItself whether it says its issuer when it sends a browser back (RFC 9207)
record Metadata(
    URI authorization, URI token, URI keys, Set<String> secretMethods, boolean namesItself) {

  /// @throws SignOnFailed if it is of another issuer, or has addresses that are not safe
  static Metadata of(JsonNode node, URI issuer) throws SignOnFailed {
    if (!node.path("issuer").asText().equals(issuer.toString())) {
      throw new SignOnFailed(
          Reason.FAILED,
          "the provider calls itself “%s”: PILOTFELD_OIDC_ISSUER must be just that"
              .formatted(node.path("issuer").asText()));
    }
    return new Metadata(
        address(node, "authorization_endpoint"),
        address(node, "token_endpoint"),
        address(node, "jwks_uri"),
        StreamSupport.stream(
                node.path("token_endpoint_auth_methods_supported").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet()),
        node.path("authorization_response_iss_parameter_supported").asBoolean());
  }

  private static URI address(JsonNode node, String name) throws SignOnFailed {
    try {
      var address = URI.create(node.path(name).asText());
      if (isSafe(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one fault for whatever is no such address.
    }
    throw new SignOnFailed(
        Reason.FAILED, "the provider's %s is no address with https".formatted(name));
  }

  /// Whether nobody on the way can read or alter what goes there.
  static boolean isSafe(URI address) {
    return address.getHost() != null
        && ("https".equals(address.getScheme())
            || "http".equals(address.getScheme()) && isOfThisMachine(address.getHost()));
  }

  private static boolean isOfThisMachine(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
