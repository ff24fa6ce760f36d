package pilotfeld.processing.signon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A provider on loopback that says whatever a test has it say: a real one tells no lies.
final class LyingProvider implements AutoCloseable {

  static final String CLIENT = "pilotfeld";
  static final String SECRET = "a secret: with + and %";

  private final HttpServer server;
  private final ECKey key;
  private final ECKey strangersKey;

  /// What it says of itself.
  UnaryOperator<String> configuration = UnaryOperator.identity();

  /// What its token says.
  UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

  /// The whole token.
  UnaryOperator<String> token = UnaryOperator.identity();

  /// Whether somebody else signs it.
  boolean signedByAStranger;

  /// Status of the answer to a code.
  int status = 200;

  /// That the token is for.
  String nonce = "";

  /// What it was asked last in exchange for a token.
  String lastForm = "";

  /// How the client showed who it is.
  String lastAuthorization = "";

  /// How often its keys were asked for.
  int keysAsked;

  LyingProvider() throws IOException, JOSEException {
    this.key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    this.strangersKey = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/realm/.well-known/openid-configuration", this::configuration);
    server.createContext("/keys", this::keys);
    server.createContext("/token", this::token);
    server.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realm");
  }

  private void configuration(HttpExchange exchange) throws IOException {
    var base = issuer().toString().replace("/realm", "");
    var text =
        """
        {"issuer": "%s", "authorization_endpoint": "%s/authorize?tenant=a", "token_endpoint": "%s/token", "jwks_uri": "%s/keys"}
        """
            .formatted(issuer(), base, base, base);
    answer(exchange, 200, configuration.apply(text));
  }

  private void keys(HttpExchange exchange) throws IOException {
    keysAsked++;
    answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
  }

  private void token(HttpExchange exchange) throws IOException {
    lastForm = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    lastAuthorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    var text =
        status == 200
            ? "{\"id_token\": \"" + token.apply(signed()) + "\"}"
            : "{\"error\": \"invalid_grant\", \"error_description\": \"" + lastForm + "\"}";
    answer(exchange, status, text);
  }

  private String signed() {
    var now = Instant.now();
    var good =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .audience(List.of(CLIENT))
            .subject("4711")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
            .claim("nonce", nonce)
            .claim("preferred_username", "Anna.Möller@swo.example")
            .claim("realm_access", Map.of("roles", List.of("guest", "technician", "engineer")));
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID("one").build(),
            claims.apply(good).build());
    try {
      jwt.sign(new ECDSASigner(signedByAStranger ? strangersKey : key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
