package pilotfeld.processing.signon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import pilotfeld.processing.secret.MasterSecret;

/// One attempt to sign in at the provider, which the browser keeps sealed in a cookie until it
/// comes back: so no table has to, and whichever process it comes back to can read it.
///
/// @param state that the provider sends back with the browser
/// @param nonce that the provider puts into its token
/// @param verifier of PKCE ([RFC 7636](https://www.rfc-editor.org/rfc/rfc7636)), which nobody sees
///   before the code is exchanged
public record SignOn(String state, String nonce, String verifier, Instant startedAt) {

  /// How long it may take.
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String ABOUT = "sign-on";
  private static final int RANDOM_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new one.
  public static SignOn begun(Instant now) {
    return new SignOn(random(), random(), random(), now);
  }

  private static String random() {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What the provider is told of the verifier, by the method `S256`.
  String challenge() {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// For the cookie.
  public String inCookie(MasterSecret secret) {
    var text = String.join(" ", state, nonce, verifier, Long.toString(startedAt.getEpochSecond()));
    return base64(secret.seal(text.getBytes(StandardCharsets.US_ASCII), ABOUT));
  }

  /// What a cookie holds; empty if it is none of ours, or too old.
  public static Optional<SignOn> opened(String cookie, MasterSecret secret, Instant now) {
    return decoded(cookie)
        .flatMap(bytes -> secret.open(bytes, ABOUT))
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).split(" "))
        .map(
            parts ->
                new SignOn(
                    parts[0], parts[1], parts[2], Instant.ofEpochSecond(Long.parseLong(parts[3]))))
        .filter(each -> now.isBefore(each.startedAt.plus(LIFETIME)));
  }

  private static Optional<byte[]> decoded(String cookie) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(cookie));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether this is what the provider was given, compared in a time that does not tell how much of
  /// it is right.
  public boolean isOf(String givenState) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.US_ASCII), givenState.getBytes(StandardCharsets.UTF_8));
  }

  /// Without what must stay secret.
  @Override
  public String toString() {
    return "sign-on since " + startedAt;
  }
}
