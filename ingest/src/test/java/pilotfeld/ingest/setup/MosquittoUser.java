package pilotfeld.ingest.setup;

/// A line of Mosquitto's password file, as `mosquitto_passwd` writes it:
/// `name:$7$iterations$salt$hash` with PBKDF2 over SHA-512, salt and hash in Base64.
final class MosquittoUser {

  // Mosquitto 2.0 accepts these two lengths only (security_default.c).
  private static final int SALT_BYTES = 12;
  private static final int HASH_BYTES = 64;

  // What mosquitto_passwd takes. The broker derives on its only thread at every connection, and a
  // random password of 192 bits needs no slow hash.
  private static final int ITERATIONS = 101;

  private MosquittoUser() {}

  static String line(String name, String password) {
    return line(name, password, Derivation.salt(SALT_BYTES));
  }

  static String line(String name, String password, byte[] salt) {
    var hash = Derivation.derive("SHA512", password, salt, ITERATIONS, HASH_BYTES);
    return "%s:$7$%d$%s$%s"
        .formatted(name, ITERATIONS, Derivation.base64(salt), Derivation.base64(hash));
  }
}
