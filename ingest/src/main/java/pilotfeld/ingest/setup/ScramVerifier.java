package pilotfeld.ingest.setup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What PostgreSQL keeps instead of a password and accepts in its place in `CREATE ROLE`:
/// `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey` ([RFC
/// 5803](https://www.rfc-editor.org/rfc/rfc5803)). Nobody can log in with it.
final class ScramVerifier {

  private static final int SALT_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final int ITERATIONS = 4096;

  private ScramVerifier() {}

  /// @param password in ASCII, so that SASLprep leaves it as it is
  static String of(String password) {
    return of(password, Derivation.salt(SALT_BYTES));
  }

  static String of(String password, byte[] salt) {
    var salted = Derivation.derive("SHA256", password, salt, ITERATIONS, KEY_BYTES);
    try {
      var storedKey = MessageDigest.getInstance("SHA-256").digest(sign(salted, "Client Key"));
      return "SCRAM-SHA-256$%d:%s$%s:%s"
          .formatted(
              ITERATIONS,
              Derivation.base64(salt),
              Derivation.base64(storedKey),
              Derivation.base64(sign(salted, "Server Key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] sign(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
    return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
  }
}
