package pilotfeld.processing.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords hashed by Argon2id (RFC 9106), written as its reference implementation does:
/// `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<digest>`. The cost is part of it, and can be raised.
final class Argon2id {

  /// What OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB, two passes, one lane.
  static final Cost COST = new Cost(19 * 1024, 2, 1);

  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 32;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private Argon2id() {}

  /// What one look costs.
  record Cost(int kibibytes, int passes, int lanes) {

    @Override
    public String toString() {
      return "m=%d,t=%d,p=%d".formatted(kibibytes, passes, lanes);
    }
  }

  /// A hash of a password with a salt of its own.
  static String hash(String password) {
    var salt = Secrets.bytes(SALT_BYTES);
    return text(salt, digest(password, COST, salt, DIGEST_BYTES));
  }

  /// A hash of no password, which takes as long to look at as one of a password.
  static String ofNobody() {
    return text(Secrets.bytes(SALT_BYTES), Secrets.bytes(DIGEST_BYTES));
  }

  /// Whether it is written so at all.
  static boolean isOne(String hash) {
    return TEXT.matcher(hash).matches();
  }

  /// Whether it was made with another cost than new ones are.
  static boolean isOutdated(String hash) {
    return !cost(parts(hash)).equals(COST);
  }

  /// @throws IllegalArgumentException if it is not written so
  static boolean matches(String password, String hash) {
    var parts = parts(hash);
    var wanted = Base64.getDecoder().decode(parts.group(5));
    var salt = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(wanted, digest(password, cost(parts), salt, wanted.length));
  }

  private static MatchResult parts(String hash) {
    var matcher = TEXT.matcher(hash);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a stored password hash is none of Argon2id");
    }
    return matcher.toMatchResult();
  }

  private static Cost cost(MatchResult parts) {
    return new Cost(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private static byte[] digest(String password, Cost cost, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.kibibytes())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    var digest = new byte[length];
    generator.generateBytes(password.getBytes(UTF_8), digest);
    return digest;
  }

  private static String text(byte[] salt, byte[] digest) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$%s$%s$%s"
        .formatted(COST, base64.encodeToString(salt), base64.encodeToString(digest));
  }
}
