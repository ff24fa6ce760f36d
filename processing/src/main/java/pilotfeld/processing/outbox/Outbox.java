package pilotfeld.processing.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.secret.SealedColumn;

/// Where what must go out is put, in the transaction of its cause: both are there, or neither.
///
/// Of one kind and subject the earlier goes out before the later. Whose transactions may cross at
/// one subject locks it first, as the row of a device.
public final class Outbox {

  /// Where what is secret waits.
  public static final SealedColumn SEALED =
      new SealedColumn("outbox", "key", "secret_encrypted", "outbox ");

  private static final String ADD =
      """
      INSERT INTO outbox (key, kind, subject, payload, secret_encrypted)
      VALUES (:key, :kind, :subject, :payload, :secret)
      """;

  private final Optional<MasterSecret> secret;

  /// @param secret may be empty where nothing secret goes out
  public Outbox(Optional<MasterSecret> secret) {
    this.secret = secret;
  }

  /// Puts something in.
  ///
  /// @return by which its receiver knows it again
  /// @throws IllegalArgumentException if it has a secret and there is nothing to encrypt it with
  public UUID add(Handle handle, Outgoing outgoing) {
    var key = UUID.randomUUID();
    handle
        .createUpdate(ADD)
        .bind("key", key)
        .bind("kind", outgoing.kind())
        .bind("subject", outgoing.subject())
        .bind("payload", outgoing.payload())
        .bind("secret", outgoing.secret().map(text -> sealed(key, text)).orElse(null))
        .execute();
    return key;
  }

  private byte[] sealed(UUID key, String text) {
    return secret
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "PILOTFELD_SECRET_KEY is not set: what goes out secretly is encrypted with it, so it must be that of the running service"))
        .seal(text.getBytes(StandardCharsets.UTF_8), about(key));
  }

  /// What a sealed secret belongs to.
  static String about(UUID key) {
    return SEALED.about(key.toString());
  }
}
