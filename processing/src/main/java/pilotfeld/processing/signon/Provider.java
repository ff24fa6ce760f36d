package pilotfeld.processing.signon;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pilotfeld.processing.account.Identity;
import pilotfeld.processing.signon.SignOnFailed.Reason;

/// A provider of [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html), asked by
/// the authorization code flow with PKCE. Its calls block, for a few seconds at most.
public final class Provider {

  /// How long it is given to answer.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Longest answer that is read, in bytes.
  static final int ANSWER_LIMIT = 256 * 1024;

  /// How long what it says of itself is believed.
  static final Duration METADATA_LIFETIME = Duration.ofHours(1);

  private static final String SCOPE = "openid profile email";
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProviderSettings settings;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private Known known;

  public Provider(ProviderSettings settings) {
    this.settings = settings;
  }

  private record Known(Metadata metadata, IdTokens tokens, Instant at) {}

  /// Where a browser is sent to sign in.
  ///
  /// @param back address to which it is sent back
  /// @throws SignOnFailed if the provider is away
  public URI signIn(SignOn attempt, URI back, Instant now) throws SignOnFailed {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", settings.clientId());
    parameters.put("redirect_uri", back.toString());
    parameters.put("scope", SCOPE);
    parameters.put("state", attempt.state());
    parameters.put("nonce", attempt.nonce());
    parameters.put("code_challenge", attempt.challenge());
    parameters.put("code_challenge_method", "S256");
    var address = known(now).metadata().authorization();
    var separator = address.getRawQuery() == null ? "?" : "&";
    return URI.create(address + separator + form(parameters));
  }

  /// What a browser brings back.
  ///
  /// @param issuer that the provider may name
  public record Return(String code, Optional<String> issuer) {

    /// Without the code.
    @Override
    public String toString() {
      return "return from " + issuer.orElse("a provider");
    }
  }

  /// Who has signed in there.
  ///
  /// @param back the same address as before
  /// @throws SignOnFailed if that cannot be known, or they have no role here
  public Identity identify(Return returned, SignOn attempt, URI back, Instant now)
      throws SignOnFailed {
    var at = known(now);
    requireSameIssuer(returned, at.metadata());
    var answer = exchange(at.metadata(), returned.code(), attempt, back);
    var token = answer.path("id_token").asText();
    if (token.isEmpty()) {
      throw new SignOnFailed(Reason.FAILED, "the provider gives no ID token");
    }
    return at.tokens().read(token, attempt.nonce());
  }

  // A browser may have been sent to another provider, whose code would then be shown to this one.
  private void requireSameIssuer(Return returned, Metadata metadata) throws SignOnFailed {
    var named = returned.issuer();
    if (metadata.namesItself() && named.isEmpty()
        || named.filter(issuer -> !issuer.equals(settings.issuer().toString())).isPresent()) {
      throw new SignOnFailed(Reason.FAILED, "the browser comes back from another issuer");
    }
  }

  private JsonNode exchange(Metadata metadata, String code, SignOn attempt, URI back)
      throws SignOnFailed {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("redirect_uri", back.toString());
    parameters.put("code_verifier", attempt.verifier());
    parameters.put("client_id", settings.clientId());
    var request =
        HttpRequest.newBuilder(metadata.token())
            .header("Content-Type", "application/x-www-form-urlencoded");
    settings.clientSecret().ifPresent(secret -> showSecret(secret, metadata, request, parameters));
    return answer(request.POST(BodyPublishers.ofString(form(parameters))));
  }

  private void showSecret(
      String secret,
      Metadata metadata,
      HttpRequest.Builder request,
      Map<String, String> parameters) {
    var methods = metadata.secretMethods();
    if (methods.contains("client_secret_post") && !methods.contains("client_secret_basic")) {
      parameters.put("client_secret", secret);
      return;
    }
    // Encoded twice (RFC 6749, 2.3.1).
    var pair = encode(settings.clientId(), UTF_8) + ":" + encode(secret, UTF_8);
    request.header(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  private synchronized Known known(Instant now) throws SignOnFailed {
    if (known == null || now.isAfter(known.at().plus(METADATA_LIFETIME))) {
      var address = settings.issuer().toString().replaceFirst("/$", "") + CONFIGURATION;
      var metadata =
          Metadata.of(answer(HttpRequest.newBuilder(URI.create(address))), settings.issuer());
      known = new Known(metadata, new IdTokens(settings, metadata), now);
    }
    return known;
  }

  private JsonNode answer(HttpRequest.Builder request) throws SignOnFailed {
    var whole = request.timeout(PATIENCE).header("Accept", "application/json").build();
    try {
      var response =
          http.send(whole, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_LIMIT));
      if (response.statusCode() != 200) {
        throw refusal(whole.uri(), response);
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new SignOnFailed(
          Reason.FAILED,
          "the provider does not answer at %s: %s".formatted(whole.uri(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignOnFailed(Reason.FAILED, "interrupted", e);
    }
  }

  // An error's code is one of a short list (RFC 6749, 5.2); more of the answer may quote what was
  // sent.
  private static SignOnFailed refusal(URI address, HttpResponse<byte[]> response) {
    var code = "";
    try {
      code = JSON.readTree(response.body()).path("error").asText().replaceAll("[^a-z_]", "");
    } catch (IOException e) {
      // It says nothing that can be read.
    }
    return new SignOnFailed(
        Reason.FAILED,
        "the provider answers %s with %d %s: look at PILOTFELD_OIDC_CLIENT_ID and PILOTFELD_OIDC_CLIENT_SECRET, and at the addresses that it knows of this client"
            .formatted(address, response.statusCode(), code));
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
