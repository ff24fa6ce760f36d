package pilotfeld.ingest.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What opens a hook, as the last part of its address. Only its digest is kept, so that nothing can
/// show it.
public final class HookSecret {

  // From 22 of 64 characters on there are 128 bits, if they are chosen by chance; none of them
  // means anything in an address.
  private static final Predicate<String> FORM =
      Pattern.compile("[A-Za-z0-9_-]{22,128}").asMatchPredicate();

  /// Which nobody knows; stands in where there is no such source.
  static final HookSecret NOBODYS = new HookSecret(UUID.randomUUID().toString());

  private final byte[] digest;

  private HookSecret(String text) {
    this.digest = digest(text);
  }

  /// @return empty if it is not 22 to 128 letters, digits, hyphens and `_`
  public static Optional<HookSecret> of(String text) {
    return Optional.of(text).filter(FORM).map(HookSecret::new);
  }

  /// In a time that does not tell how much of it was right.
  boolean is(String given) {
    return MessageDigest.isEqual(digest, digest(given));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
