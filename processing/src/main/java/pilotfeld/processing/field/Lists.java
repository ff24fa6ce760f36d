package pilotfeld.processing.field;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.registry.Position;

/// What a phone keeps to work without a network. No key is among it.
public final class Lists {

  /// Sites of one answer at most, the nearest first where it is known where the phone is.
  public static final int SITE_LIMIT = 5_000;

  /// Assets of one answer at most, in the same order.
  public static final int ASSET_LIMIT = 3_000;

  /// Devices that are at sites of one answer at most, in the same order.
  public static final int DEVICE_LIMIT = 10_000;

  /// Pilots of one answer at most.
  public static final int PILOT_LIMIT = 1_000;

  /// Device models of one answer at most.
  public static final int MODEL_LIMIT = 1_000;

  /// Delivered devices of one answer at most, those that are not registered first.
  public static final int DELIVERY_LIMIT = 10_000;

  private static final String PILOTS =
      "SELECT id, title FROM pilot ORDER BY title, id LIMIT :limit";
  // In degrees made equally long: good enough to tell what is near.
  private static final String NEAREST =
      """
       ORDER BY (latitude - :latitude) ^ 2 + ((longitude - :longitude) * cos(radians(:latitude))) ^ 2 NULLS LAST, id LIMIT :limit
      """;
  private static final String SITES =
      """
      SELECT id, pilot, name, asset, latitude, longitude FROM site WHERE NOT is_test
      """;
  private static final String DEVICES =
      """
      SELECT site, device, model, since
        FROM (SELECT p.device AS id, p.site, p.device, d.model, p.starts_at AS since, s.name, s.latitude, s.longitude
                FROM deployment p JOIN device d ON d.id = p.device JOIN site s ON s.id = p.site WHERE p.ends_at IS NULL) AS there
      """;
  private static final String ASSETS =
      """
      SELECT id, kind, name, latitude, longitude FROM asset
       WHERE latitude IS NOT NULL AND lifecycle IS DISTINCT FROM 'removed'
      """;
  private static final String MODELS =
      """
      SELECT id, vendor, name, extract(epoch FROM reporting_interval)::bigint AS interval_seconds FROM model ORDER BY vendor, name, id LIMIT :limit
      """;
  private static final String DELIVERED =
      """
      SELECT y.dev_eui, y.join_eui, y.model, y.serial FROM delivery y
       ORDER BY EXISTS (SELECT FROM device d WHERE d.id = y.dev_eui), y.loaded_at DESC, y.dev_eui LIMIT :limit
      """;

  private final Jdbi jdbi;

  public Lists(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// All of it.
  ///
  /// @param asOf when it was so
  public record Fetched(
      Instant asOf,
      List<Pilot> pilots,
      List<Site> sites,
      List<AtSite> devices,
      List<Asset> assets,
      List<Model> models,
      List<Delivered> delivered) {}

  public record Pilot(String id, String title) {}

  public record Site(
      String id,
      String pilot,
      String name,
      Optional<String> asset,
      Optional<Double> latitude,
      Optional<Double> longitude) {}

  /// A device that is at a site.
  public record AtSite(String site, String device, String model, Instant since) {}

  public record Asset(String id, String kind, String name, double latitude, double longitude) {}

  public record Model(String id, String vendor, String name, long intervalSeconds) {}

  /// A device of a delivery list, without its key.
  public record Delivered(
      String devEui, Optional<String> joinEui, Optional<String> model, Optional<String> serial) {}

  /// @param near where the phone is; empty if it does not say
  public Fetched near(Optional<Position> near, Instant now) {
    return jdbi.inTransaction(
        handle ->
            new Fetched(
                now,
                all(handle, PILOTS, PILOT_LIMIT, Pilot.class),
                nearest(handle, SITES, near, SITE_LIMIT, Site.class),
                nearest(handle, DEVICES, near, DEVICE_LIMIT, AtSite.class),
                nearest(handle, ASSETS, near, ASSET_LIMIT, Asset.class),
                all(handle, MODELS, MODEL_LIMIT, Model.class),
                all(handle, DELIVERED, DELIVERY_LIMIT, Delivered.class)));
  }

  private static <T> List<T> all(Handle handle, String query, int limit, Class<T> type) {
    return handle.createQuery(query).bind("limit", limit).map(ConstructorMapper.of(type)).list();
  }

  private static <T> List<T> nearest(
      Handle handle, String query, Optional<Position> near, int limit, Class<T> type) {
    var ordered = near.isPresent() ? query + NEAREST : query + " ORDER BY name, id LIMIT :limit";
    var asked = handle.createQuery(ordered).bind("limit", limit);
    near.ifPresent(asked::bindMethods);
    return asked.map(ConstructorMapper.of(type)).list();
  }
}
