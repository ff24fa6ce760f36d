package pilotfeld.processing.order;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs webhooks as [Standard Webhooks](https://www.standardwebhooks.com) 1.0.0 has it, scheme
/// `v1`: HMAC-SHA256 over id, time and body, joined by points.
public final class WebhookSecret {

  /// How a secret begins.
  static final String PREFIX = "whsec_";

  /// Fewest bytes of a secret, by the standard.
  static final int BYTES_LEAST = 24;

  /// Most bytes of a secret, by the standard.
  static final int BYTES_MOST = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private WebhookSecret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /// From `whsec_` and 24 to 64 bytes in base64; empty if it is not so.
  public static Optional<WebhookSecret> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text.substring(PREFIX.length())))
          .filter(bytes -> bytes.length >= BYTES_LEAST && bytes.length <= BYTES_MOST)
          .map(WebhookSecret::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The header `webhook-signature`.
  ///
  /// @param id the header `webhook-id`
  /// @param at the header `webhook-timestamp`, in whole seconds
  String signature(String id, Instant at, String body) {
    var signed = "%s.%d.%s".formatted(id, at.getEpochSecond(), body);
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "a webhook secret";
  }
}
