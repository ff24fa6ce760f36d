package pilotfeld.processing.secret;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/// The pre-shared key by which a device is known.
///
/// @param device its id, which is its identity in DTLS
/// @param key letters and digits, whose ASCII bytes are the key; never shown by `toString`
/// @param createdAt when it was made
public record DeviceKey(String device, String key, Instant createdAt) {

  // Letters and digits that look unlike each other: 22 of them are 128 bits.
  private static final String ALPHABET =
      "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int LETTERS = 22;
  private static final SecureRandom RANDOM = new SecureRandom();

  public DeviceKey {
    requireNonNull(device, "device");
    requireNonNull(key, "key");
    requireNonNull(createdAt, "createdAt");
  }

  /// The bytes that both sides compute with.
  public byte[] bytes() {
    return key.getBytes(StandardCharsets.US_ASCII);
  }

  /// For devices that want to be told their key so.
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  /// A new one: 128 bits in letters and digits that can be typed.
  public static String random() {
    return RANDOM
        .ints(LETTERS, 0, ALPHABET.length())
        .collect(
            StringBuilder::new,
            (text, letter) -> text.append(ALPHABET.charAt(letter)),
            StringBuilder::append)
        .toString();
  }

  @Override
  public String toString() {
    return "key of " + device + " since " + createdAt;
  }
}
