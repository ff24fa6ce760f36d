package pilotfeld.processing.signon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Identity;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.signon.Provider.Return;
import pilotfeld.processing.signon.SignOnFailed.Reason;

/// What is believed of a provider, and what is not.
class ProviderIT {

  private static final URI BACK = URI.create("https://pilots.example.org/api/login/callback");
  private static final String CODE = "a code";

  private final Instant now = Instant.now();
  private final SignOn attempt = SignOn.begun(now);
  private LyingProvider there;
  private Provider provider;

  @BeforeEach
  void start() throws Exception {
    there = new LyingProvider();
    there.nonce = attempt.nonce();
    provider = provider(Optional.of(LyingProvider.SECRET));
  }

  private Provider provider(Optional<String> secret) {
    return new Provider(
        new ProviderSettings(
            there.issuer(),
            LyingProvider.CLIENT,
            secret,
            "realm_access.roles",
            Map.of("technician", Role.TECHNICIAN, "engineer", Role.ENGINEER)));
  }

  @AfterEach
  void stop() {
    there.close();
  }

  @Test
  void whoSignsInIsKnownBySubjectAndHasTheRoleThatMayDoMost() throws Exception {
    assertEquals(
        new Identity(
            there.issuer().toString(),
            "4711",
            Optional.of("Anna.Möller@swo.example"),
            Role.ENGINEER),
        identify());
  }

  @Test
  void theBrowserTakesAChallengeAndTheServerShowsWhatItIsMadeOf() throws Exception {
    var address = provider.signIn(attempt, BACK, now);
    identify();
    var asked = parameters(address.getRawQuery());
    var form = parameters(there.lastForm);

    assertEquals("a", asked.get("tenant"));
    assertEquals("code", asked.get("response_type"));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals(BACK.toString(), asked.get("redirect_uri"));
    assertEquals(attempt.state(), asked.get("state"));
    assertEquals(attempt.nonce(), asked.get("nonce"));
    assertEquals(
        asked.get("code_challenge"),
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(form.get("code_verifier").getBytes(UTF_8))));
    assertEquals(CODE, form.get("code"));
    assertEquals(BACK.toString(), form.get("redirect_uri"));
  }

  @Test
  void theSecretIsShownAsTheProviderWantsIt() throws Exception {
    identify();
    assertEquals(
        "pilotfeld:a+secret%3A+with+%2B+and+%25",
        new String(Base64.getDecoder().decode(there.lastAuthorization.substring(6)), UTF_8));
    assertFalse(there.lastForm.contains("client_secret"));

    there.configuration =
        text ->
            text.replace(
                "{", "{\"token_endpoint_auth_methods_supported\": [\"client_secret_post\"],");
    provider = provider(Optional.of(LyingProvider.SECRET));
    identify();
    assertEquals(LyingProvider.SECRET, parameters(there.lastForm).get("client_secret"));

    provider = provider(Optional.empty());
    identify();
    assertEquals("null", there.lastAuthorization);
    assertFalse(there.lastForm.contains("client_secret"));
  }

  @Test
  void whatIsNotSignedByTheProviderIsNotBelieved() {
    there.signedByAStranger = true;
    assertFails(Reason.FAILED);
  }

  @Test
  void whatIsNotSignedAtAllIsNotBelieved() {
    there.token = token -> new PlainJWT(claimsOf(token)).serialize();
    assertFails(Reason.FAILED);
  }

  @Test
  void whatWasAlteredIsNotBelieved() {
    there.token = token -> token.replaceFirst("\\..", ".X");
    assertFails(Reason.FAILED);
  }

  @Test
  void aTokenOfAnotherAttemptIsNotBelieved() {
    there.nonce = SignOn.begun(now).nonce();
    assertFails(Reason.FAILED);
    there.claims = claims -> claims.claim("nonce", null);
    assertFails(Reason.FAILED);
  }

  @Test
  void aTokenForSomebodyElseIsNotBelieved() {
    there.claims = claims -> claims.audience("another");
    assertFails(Reason.FAILED);
    there.claims = claims -> claims.audience(List.of(LyingProvider.CLIENT, "another"));
    assertFails(Reason.FAILED);
    there.claims = claims -> claims.claim("azp", "another");
    assertFails(Reason.FAILED);
  }

  @Test
  void aTokenForSeveralIsOursIfWeAskedForIt() throws Exception {
    there.claims =
        claims ->
            claims
                .audience(List.of(LyingProvider.CLIENT, "another"))
                .claim("azp", LyingProvider.CLIENT);

    assertEquals("4711", identify().subject());
  }

  @Test
  void aTokenOfAnotherIssuerIsNotBelieved() {
    there.claims = claims -> claims.issuer("https://elsewhere.example");
    assertFails(Reason.FAILED);
  }

  @Test
  void aTokenThatHasExpiredIsNotBelieved() {
    var past = Date.from(now.minus(Duration.ofMinutes(2)));
    there.claims = claims -> claims.expirationTime(past);
    assertFails(Reason.FAILED);
    there.claims = claims -> claims.expirationTime(null);
    assertFails(Reason.FAILED);
  }

  @Test
  void whoseRolesMeanNothingHereIsToldSo() {
    there.claims = claims -> claims.claim("realm_access", Map.of("roles", List.of("guest")));
    assertFails(Reason.NO_ROLE);
    there.claims = claims -> claims.claim("realm_access", "technician");
    assertFails(Reason.NO_ROLE);
    there.claims = claims -> claims.claim("realm_access", null);
    assertFails(Reason.NO_ROLE);
  }

  @Test
  void aProviderThatCallsItselfOtherwiseOrSendsElsewhereIsNotAsked() {
    there.configuration = text -> text.replace("/realm\"", "/other\"");
    assertFails(Reason.FAILED);
    there.configuration =
        text -> text.replaceFirst("http://127.0.0.1:\\d+/token", "http://swo.example/token");
    assertFails(Reason.FAILED);
    there.configuration = _ -> "no JSON";
    assertFails(Reason.FAILED);
    there.configuration = text -> text + " ".repeat(Provider.ANSWER_LIMIT);
    assertFails(Reason.FAILED);
  }

  @Test
  void aBrowserThatComesBackFromAnotherIssuerIsNotLetIn() {
    var returned = new Return(CODE, Optional.of("https://elsewhere.example"));

    assertThrows(SignOnFailed.class, () -> provider.identify(returned, attempt, BACK, now));
    assertEquals("", there.lastForm);
  }

  @Test
  void aRefusedCodeIsNamedWithoutWhatWasSent() {
    there.status = 400;

    var refusal = assertFails(Reason.FAILED);

    assertTrue(refusal.getMessage().contains("400 invalid_grant"), refusal::getMessage);
    assertFalse(refusal.getMessage().contains(attempt.verifier()), refusal::getMessage);
  }

  @Test
  void aProviderThatIsAwayIsNamed() {
    there.close();

    assertTrue(
        assertFails(Reason.FAILED).getMessage().startsWith("the provider does not answer at"));
  }

  @Test
  void itsKeysAreNotAskedForAtEachLogin() throws Exception {
    identify();
    identify();

    assertEquals(1, there.keysAsked);
  }

  @Test
  void anAttemptIsSealedForTheBrowserAndEndsSoon() {
    var secret = MasterSecret.parse(MasterSecret.random()).orElseThrow();
    var cookie = attempt.inCookie(secret);
    var read = SignOn.opened(cookie, secret, now).orElseThrow();

    assertEquals(attempt.verifier(), read.verifier());
    assertTrue(read.isOf(attempt.state()));
    assertFalse(read.isOf(SignOn.begun(now).state()));
    assertFalse(read.isOf(""));
    assertNotEquals(cookie, attempt.inCookie(secret));
    assertEquals(Optional.empty(), SignOn.opened(cookie, secret, now.plus(SignOn.LIFETIME)));
    assertEquals(
        Optional.empty(),
        SignOn.opened(cookie, MasterSecret.parse(MasterSecret.random()).orElseThrow(), now));
    assertEquals(Optional.empty(), SignOn.opened("no base64 %", secret, now));
    assertFalse(attempt.toString().contains(attempt.verifier()));
  }

  private SignOnFailed assertFails(Reason reason) {
    // One that has asked nothing yet.
    provider = provider(Optional.of(LyingProvider.SECRET));
    var refusal = assertThrows(SignOnFailed.class, this::identify);
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    return refusal;
  }

  private Identity identify() throws SignOnFailed {
    return provider.identify(new Return(CODE, Optional.empty()), attempt, BACK, now);
  }

  private static JWTClaimsSet claimsOf(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String form) {
    return Stream.of(form.split("&"))
        .map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], UTF_8)));
  }
}
