package pilotfeld.processing.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;

/// What is kept of a password: Argon2id, or bcrypt from when that was used here.
///
/// @param text as it is stored
record PasswordHash(String text) {

  /// Longest password that bcrypt tells from its beginning, in bytes of UTF-8.
  static final int BCRYPT_LIMIT = 72;

  /// A hash for a password, as new ones are made.
  static PasswordHash of(String password) {
    return new PasswordHash(Argon2id.hash(password));
  }

  /// What no password matches, and costs as much.
  static PasswordHash ofNobody() {
    return new PasswordHash(Argon2id.ofNobody());
  }

  boolean matches(String password) {
    return Argon2id.isOne(text) ? Argon2id.matches(password, text) : matchesBcrypt(password);
  }

  private boolean matchesBcrypt(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length <= BCRYPT_LIMIT
        && BCrypt.verifyer().verify(password.toCharArray(), text).verified;
  }

  /// Whether it should be made anew while the password is known.
  boolean isOutdated() {
    return !Argon2id.isOne(text) || Argon2id.isOutdated(text);
  }

  /// Without the hash.
  @Override
  public String toString() {
    return "a password's hash";
  }
}
