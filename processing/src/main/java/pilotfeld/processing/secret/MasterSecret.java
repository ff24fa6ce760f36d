package pilotfeld.processing.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What other secrets are encrypted with where they are stored: AES-256 in Galois/Counter mode
/// (NIST SP 800-38D).
///
/// Sealed bytes are one byte that says how they are made, a random nonce of 12 bytes, the
/// ciphertext, and a tag of 16 bytes. The nonce is random, so one secret is good for about 2^32
/// seals.
public final class MasterSecret {

  /// Bytes of the secret itself.
  public static final int BYTES = 32;

  // A version of this form. Which secret sealed it is found out by trying: a tag fits one only.
  private static final byte FORM = 1;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final Optional<MasterSecret> former;

  private MasterSecret(SecretKeySpec key, Optional<MasterSecret> former) {
    this.key = key;
    this.former = former;
  }

  /// The same, that opens what an earlier one sealed, too.
  public MasterSecret after(MasterSecret former) {
    return new MasterSecret(key, Optional.of(former));
  }

  /// Whether it opens what an earlier one sealed.
  public boolean hasFormer() {
    return former.isPresent();
  }

  /// Empty if it is not 32 bytes in base64.
  public static Optional<MasterSecret> parse(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64.strip()))
          .filter(bytes -> bytes.length == BYTES)
          .map(bytes -> new MasterSecret(new SecretKeySpec(bytes, "AES"), Optional.empty()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A new one, as [#parse] reads it.
  public static String random() {
    return Base64.getEncoder().encodeToString(randomBytes(BYTES));
  }

  /// Encrypts.
  ///
  /// @param about what the bytes belong to; they can be opened for that only
  public byte[] seal(byte[] plain, String about) {
    var nonce = randomBytes(NONCE_BYTES);
    try {
      return ByteBuffer.allocate(1 + NONCE_BYTES + plain.length + TAG_BYTES)
          .put(FORM)
          .put(nonce)
          .put(cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(plain))
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
  }

  /// Empty if another secret sealed them, or for something else, or they were altered.
  public Optional<byte[]> open(byte[] sealed, String about) {
    return openAlone(sealed, about)
        .or(() -> former.flatMap(earlier -> earlier.open(sealed, about)));
  }

  /// The same, but for what an earlier secret sealed.
  Optional<byte[]> openAlone(byte[] sealed, String about) {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] != FORM) {
      return Optional.empty();
    }
    var nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, nonce, about)
              .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(new byte[] {FORM});
    cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
