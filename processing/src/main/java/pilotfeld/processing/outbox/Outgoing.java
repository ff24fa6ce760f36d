package pilotfeld.processing.outbox;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Something that must go out.
///
/// @param kind who can send it, such as `work-order` or `network:chirpstack`
/// @param subject what it is about: of one kind and subject the earlier goes out before the later
/// @param payload what its sender needs to know; readable by whoever reads the database
/// @param secret what nobody may read; encrypted at rest, erased once it was sent, never shown by
///   `toString`
public record Outgoing(String kind, String subject, String payload, Optional<String> secret) {

  /// Longest payload, in characters.
  public static final int PAYLOAD_LIMIT = 65_536;

  /// Longest secret, in characters.
  public static final int SECRET_LIMIT = 2_000;

  /// Longest subject, in characters.
  public static final int SUBJECT_LIMIT = 200;

  private static final Predicate<String> KIND =
      Pattern.compile("[a-z][a-z0-9.:-]{0,63}").asMatchPredicate();

  /// @throws IllegalArgumentException if a part is longer than its limit, or the kind is none
  public Outgoing {
    requireNonNull(secret, "secret");
    if (!KIND.test(kind)) {
      throw new IllegalArgumentException("kind is “" + kind + "”: at most 64 of a-z 0-9 . : -");
    }
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("subject is empty");
    }
    bounded("subject", subject, SUBJECT_LIMIT);
    bounded("payload", payload, PAYLOAD_LIMIT);
    secret.ifPresent(text -> bounded("secret", text, SECRET_LIMIT));
  }

  /// One without a secret.
  public Outgoing(String kind, String subject, String payload) {
    this(kind, subject, payload, Optional.empty());
  }

  private static void bounded(String name, String text, int limit) {
    if (text.length() > limit) {
      throw new IllegalArgumentException(
          "%s has %d characters, at most %d go out".formatted(name, text.length(), limit));
    }
  }

  @Override
  public String toString() {
    return kind + " of " + subject;
  }
}
