package pilotfeld.processing.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import pilotfeld.processing.outbox.Outbox;
import pilotfeld.processing.outbox.Outgoing;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.secret.DeviceKey;
import pilotfeld.processing.secret.MasterSecret;

/// Which devices have a user at the broker. The broker learns of it by the outbox; that a device
/// which is taken down has none any more, by the database itself.
public final class BrokerUsers {

  /// Of what goes to the broker.
  public static final String KIND = "broker";

  private static final String LOCK = "SELECT 1 FROM device WHERE id = :device FOR NO KEY UPDATE";
  private static final String IS_PLACED =
      "SELECT EXISTS (SELECT FROM deployment WHERE device = :device AND (ends_at IS NULL OR ends_at > clock_timestamp()))";
  private static final String ADD =
      """
      INSERT INTO broker_user (device, created_at) VALUES (:device, clock_timestamp())
      ON CONFLICT (device) DO UPDATE SET created_at = excluded.created_at RETURNING created_at
      """;
  private static final String HAS =
      "SELECT EXISTS (SELECT FROM broker_user WHERE device = :device)";
  private static final String END_LATER = "SELECT end_broker_user_later(:device)";
  private static final String END = "SELECT end_broker_user(:device)";
  private static final String ALL = "SELECT device, created_at FROM broker_user";

  private static final GenericType<Map<String, Instant>> CREATION_TIMES = new GenericType<>() {};

  private final Jdbi jdbi;
  private final Outbox outbox;

  /// @param secret with which a password is encrypted until the broker has it; may be empty where
  ///   none is made
  public BrokerUsers(Jdbi jdbi, Optional<MasterSecret> secret) {
    this.jdbi = jdbi;
    this.outbox = new Outbox(secret);
  }

  /// Gives a device a new password, which takes the place of an earlier one as soon as the broker
  /// knows it. Show it once.
  ///
  /// @throws IllegalArgumentException if no such device is at a site, or there is no secret
  public BrokerUser renew(String device) {
    return jdbi.inTransaction(handle -> renew(handle, device));
  }

  /// The same in the transaction of a handle, such as that of its registration.
  ///
  /// @throws IllegalArgumentException if no such device is at a site, or there is no secret
  public BrokerUser renew(Handle handle, String device) {
    var id = Eui.device(device).orElse(device);
    handle.createQuery(LOCK).bind("device", id).mapTo(Integer.class).findOne();
    if (!is(handle, IS_PLACED, id)) {
      throw new IllegalArgumentException(
          "no device “%s” is at a site: register it with device add first".formatted(device));
    }
    var password = DeviceKey.random();
    outbox.add(handle, new Outgoing(KIND, id, "grant " + id, Optional.of(password)));
    handle.createQuery(END_LATER).bind("device", id).mapTo(String.class).findOne();
    var createdAt = handle.createQuery(ADD).bind("device", id).mapTo(Instant.class).one();
    return new BrokerUser(id, password, createdAt);
  }

  /// Whether a device is to have one.
  public boolean has(String device) {
    return jdbi.withHandle(handle -> is(handle, HAS, device));
  }

  /// Takes it from a device that is at no site any more, and leaves it to any other.
  public void end(String device) {
    jdbi.useTransaction(handle -> is(handle, END, device));
  }

  /// When the password of each device was made.
  public Map<String, Instant> createdAt() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ALL)
                .setMapKeyColumn("device")
                .setMapValueColumn("created_at")
                .collectInto(CREATION_TIMES));
  }

  private static boolean is(Handle handle, String query, String device) {
    return handle.createQuery(query).bind("device", device).mapTo(Boolean.class).one();
  }
}
