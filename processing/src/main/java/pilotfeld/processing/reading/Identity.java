package pilotfeld.processing.reading;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// What makes two deliveries the same message: a pure function of the bytes, never of our clock.
///
/// It is the first half of a SHA-256 over the parts, each preceded by its length, so that no two
/// lists of parts read alike.
public final class Identity {

  private final MessageDigest digest;

  private Identity() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The identity that the parts make together; their order matters.
  ///
  /// @param parts texts, numbers, instants (by their text) and byte arrays
  public static UUID of(Object... parts) {
    var identity = new Identity();
    for (var part : parts) {
      identity.add(
          part instanceof byte[] bytes ? bytes : part.toString().getBytes(StandardCharsets.UTF_8));
    }
    var hash = ByteBuffer.wrap(identity.digest.digest());
    return new UUID(hash.getLong(), hash.getLong());
  }

  private void add(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }
}
