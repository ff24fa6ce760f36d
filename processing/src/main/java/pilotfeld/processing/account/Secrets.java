package pilotfeld.processing.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random secrets, and the hashes under which they are kept.
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  // Without letters and digits that look alike on paper.
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_GROUPS = 4;
  private static final int GROUP_LETTERS = 5;
  private static final int TOKEN_BYTES = 32;

  private Secrets() {}

  /// Twenty random letters in groups of five: 99 bits, and can be typed from paper.
  static String password() {
    var password = new StringBuilder();
    for (var letter = 0; letter < PASSWORD_GROUPS * GROUP_LETTERS; letter++) {
      password.append(letter > 0 && letter % GROUP_LETTERS == 0 ? "-" : "");
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /// For a cookie, or for a program.
  static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
  }

  /// That nobody can guess.
  static byte[] bytes(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /// A token is random enough that a plain hash keeps it secret.
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
