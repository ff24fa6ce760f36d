package pilotfeld.processing.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Registrar.Placement;

/// Writes which device is at which site, within the transaction of its caller.
final class Deployments {

  private static final String DEVICE =
      "INSERT INTO device (id, model) VALUES (:id, :model) ON CONFLICT (id) DO NOTHING";
  private static final String IS_DEVICE = "SELECT EXISTS (SELECT FROM device WHERE id = :id)";
  private static final String MODEL_OF_DEVICE = "SELECT model FROM device WHERE id = :id";
  private static final String DEPLOYMENT =
      """
      INSERT INTO deployment (device, site, starts_at, ends_at, reporting_interval)
      SELECT :device, :site, :startsAt, :endsAt, make_interval(secs => CAST(:seconds AS double precision))
       WHERE NOT EXISTS (SELECT FROM deployment WHERE device = :device AND site = :site AND starts_at = :startsAt)
      """;

  // What begins later was never so; what is going on ends then.
  private static final String NEVER_BEGUN =
      "DELETE FROM deployment WHERE device = :device AND starts_at >= :at";
  private static final String END =
      "UPDATE deployment SET ends_at = :at WHERE device = :device AND starts_at < :at AND (ends_at IS NULL OR ends_at > :at)";
  private static final String FIRST_WAITING =
      """
      SELECT min(time) FROM uplink WHERE device = :device AND state = 'unregistered'
         AND time >= coalesce((SELECT max(ends_at) FROM deployment WHERE device = :device), '-infinity')
      """;

  private Deployments() {}

  /// @param id of the device, as it is kept
  static int begin(Handle handle, String id, Placement placement) {
    register(handle, id, placement.model());
    return handle
        .createUpdate(DEPLOYMENT)
        .bind("device", id)
        .bind("site", placement.site())
        .bind("startsAt", placement.startsAt())
        .bind("endsAt", placement.endsAt())
        .bind("seconds", placement.interval().map(Duration::toSeconds))
        .execute();
  }

  private static void register(Handle handle, String id, String model) {
    handle.createUpdate(DEVICE).bind("id", id).bind("model", model).execute();
    var registered = handle.createQuery(MODEL_OF_DEVICE).bind("id", id).mapTo(String.class).one();
    if (!registered.equals(model)) {
      throw new RegistryRefusal(
          "the device %s is registered as %s, not as %s".formatted(id, registered, model));
    }
  }

  static int end(Handle handle, String device, Instant at) {
    var id = Eui.device(device).orElse(device);
    if (!handle.createQuery(IS_DEVICE).bind("id", id).mapTo(Boolean.class).one()) {
      throw new RegistryRefusal("no device “%s” is registered".formatted(device));
    }
    var ended =
        handle.createUpdate(NEVER_BEGUN).bind("device", id).bind("at", at).execute()
            + handle.createUpdate(END).bind("device", id).bind("at", at).execute();
    if (ended == 0) {
      throw new RegistryRefusal("the device %s is at no site from %s on".formatted(id, at));
    }
    return ended;
  }

  static Optional<Instant> firstWaiting(Handle handle, String device) {
    var id = Eui.device(device).orElse("");
    return handle.createQuery(FIRST_WAITING).bind("device", id).mapTo(Instant.class).findOne();
  }
}
