package pilotfeld.processing.network;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.delivery.AppKey;
import pilotfeld.processing.delivery.DeliveryKeys;

/// What is registered here at this moment of devices that network servers are to know.
final class RegisteredDevices {

  private static final String DEVICE =
      """
      SELECT d.id, d.model, s.pilot, s.id AS site, y.join_eui
        FROM device d
        JOIN deployment p ON p.device = d.id AND p.starts_at <= clock_timestamp() AND (p.ends_at IS NULL OR p.ends_at > clock_timestamp())
        JOIN site s ON s.id = p.site
        LEFT JOIN delivery y ON y.dev_eui = d.id
       WHERE d.id = :device
      """;

  private final Jdbi jdbi;
  private final DeliveryKeys keys;

  RegisteredDevices(Jdbi jdbi, DeliveryKeys keys) {
    this.jdbi = jdbi;
    this.keys = keys;
  }

  /// Empty if it is at no site now.
  ///
  /// @throws pilotfeld.processing.secret.KeyUnavailable if its key cannot be opened
  Optional<Wanted> find(String devEui) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(DEVICE)
                    .bind("device", devEui)
                    .map(ConstructorMapper.of(Registered.class))
                    .findOne())
        .map(each -> each.wanted(keys.find(each.id)));
  }

  /// What the registry and the delivery list say of it, without its key.
  record Registered(String id, String model, String pilot, String site, Optional<String> joinEui) {

    Wanted wanted(Optional<AppKey> key) {
      return new Wanted(id, joinEui, key, model, pilot, site);
    }
  }
}
