package pilotfeld.processing.secret;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.generic.GenericType;
import pilotfeld.processing.reading.Eui;

/// The keys of devices. They are stored encrypted, each bound to its device.
public final class DeviceKeys {

  /// Longest time that the database is given to find a key.
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Where they are.
  public static final SealedColumn SEALED =
      new SealedColumn("coap_key", "device", "key_encrypted", "coap_key ");

  private static final String RENEW =
      """
      INSERT INTO coap_key (device, key_encrypted, created_at)
      SELECT id, :sealed, clock_timestamp() FROM device WHERE id = :device
      ON CONFLICT (device) DO UPDATE SET key_encrypted = excluded.key_encrypted, created_at = excluded.created_at
      RETURNING created_at
      """;
  private static final String FIND =
      "SELECT key_encrypted, created_at FROM coap_key WHERE device = :device";
  private static final String ALL = "SELECT device, created_at FROM coap_key";

  private static final GenericType<Map<String, Instant>> CREATION_TIMES = new GenericType<>() {};

  private final Jdbi jdbi;
  private final MasterSecret secret;

  public DeviceKeys(Jdbi jdbi, MasterSecret secret) {
    this.jdbi = jdbi;
    this.secret = secret;
  }

  /// Gives a device a new key, which takes the place of an earlier one. Show it once.
  ///
  /// @throws IllegalArgumentException if no such device is registered
  public DeviceKey renew(String device) {
    var id = Eui.device(device).orElse(device);
    var key = DeviceKey.random();
    var sealed = secret.seal(key.getBytes(StandardCharsets.US_ASCII), about(id));
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(RENEW)
                    .bind("device", id)
                    .bind("sealed", sealed)
                    .mapTo(Instant.class)
                    .findOne())
        .map(createdAt -> new DeviceKey(id, key, createdAt))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no device “%s” is registered: register it with device add first"
                        .formatted(device)));
  }

  /// The key of a device, under any spelling of its id; empty if it has none.
  ///
  /// @throws KeyUnavailable if the database does not answer in time, or another secret sealed it
  public Optional<DeviceKey> find(String device) {
    return Eui.device(device).flatMap(id -> stored(id).map(each -> open(id, each)));
  }

  /// When the key of each device was made.
  public Map<String, Instant> createdAt() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ALL)
                .setMapKeyColumn("device")
                .setMapValueColumn("created_at")
                .collectInto(CREATION_TIMES));
  }

  private Optional<Sealed> stored(String id) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(FIND)
                  .setQueryTimeout((int) PATIENCE.toSeconds())
                  .bind("device", id)
                  .map(
                      row ->
                          new Sealed(
                              row.getColumn("key_encrypted", byte[].class),
                              row.getColumn("created_at", Instant.class)))
                  .findOne());
    } catch (JdbiException e) {
      throw new KeyUnavailable("the database does not give the key: " + firstLine(e), e);
    }
  }

  private DeviceKey open(String id, Sealed sealed) {
    return secret
        .open(sealed.bytes(), about(id))
        .map(key -> new String(key, StandardCharsets.US_ASCII))
        .map(key -> new DeviceKey(id, key, sealed.createdAt()))
        .orElseThrow(
            () ->
                new KeyUnavailable(
                    "its key was sealed with another secret than this PILOTFELD_SECRET_KEY: set the right one, or renew the key with device key"));
  }

  private static String about(String id) {
    return SEALED.about(id);
  }

  private static String firstLine(JdbiException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private record Sealed(byte[] bytes, Instant createdAt) {}
}
