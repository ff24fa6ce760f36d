package pilotfeld.ingest.setup;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 ([RFC 8018](https://www.rfc-editor.org/rfc/rfc8018)), as the broker and the database want
/// it.
final class Derivation {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Derivation() {}

  static byte[] salt(int bytes) {
    var salt = new byte[bytes];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /// @param hash `SHA256` or `SHA512`
  static byte[] derive(String hash, String password, byte[] salt, int iterations, int bytes) {
    var key = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash).generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK derives keys with " + hash, e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
