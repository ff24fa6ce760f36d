package pilotfeld.processing.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import pilotfeld.processing.http.Requests;

/// A strong validator of what is answered (RFC 9110, 8.8.3): the same for the same content, and
/// another for another.
///
/// @param text with its quotation marks
record Tag(String text) {

  // A collision would let one change overwrite another; 120 bits are enough against chance.
  private static final int BYTES = 15;

  static Tag of(Object representation) {
    var hash = Arrays.copyOf(sha256(Requests.bytes(representation)), BYTES);
    return new Tag('"' + Base64.getUrlEncoder().encodeToString(hash) + '"');
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Whether a list of tags, as If-Match or If-None-Match have it, has this one.
  boolean isAmong(String list) {
    return Stream.of(list.split(","))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || each.equals(text));
  }
}
