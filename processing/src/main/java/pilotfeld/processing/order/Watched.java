package pilotfeld.processing.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import pilotfeld.processing.order.ContactRule.Silence;
import pilotfeld.processing.order.Matter.Place;

/// A device that is at a site now.
///
/// @param since when it came there
record Watched(
    String device,
    String model,
    String pilot,
    Place site,
    Optional<String> asset,
    Instant since,
    Silence silence) {

  private static final String DEVICES =
      """
      SELECT p.device, d.model, s.pilot, s.id AS site, s.name, s.latitude, s.longitude, s.asset, p.starts_at,
             extract(epoch FROM coalesce(p.reporting_interval, m.reporting_interval)) AS interval_seconds,
             greatest(p.starts_at, (SELECT max(u.time) FROM uplink u WHERE u.device = p.device)) AS last_heard
        FROM deployment p
        JOIN device d ON d.id = p.device
        JOIN model m ON m.id = d.model
        JOIN site s ON s.id = p.site
       WHERE p.starts_at <= :now AND (p.ends_at IS NULL OR p.ends_at > :now)
      """;

  /// All of them, by their ids.
  static Map<String, Watched> all(Handle handle, Instant now) {
    return handle
        .createQuery(DEVICES)
        .bind("now", now)
        .map((RowView row) -> of(row))
        .collect(Collectors.toMap(Watched::device, each -> each));
  }

  private static Watched of(RowView row) {
    return new Watched(
        row.getColumn("device", String.class),
        row.getColumn("model", String.class),
        row.getColumn("pilot", String.class),
        new Place(
            row.getColumn("site", String.class),
            row.getColumn("name", String.class),
            Optional.ofNullable(row.getColumn("latitude", Double.class)),
            Optional.ofNullable(row.getColumn("longitude", Double.class))),
        Optional.ofNullable(row.getColumn("asset", String.class)),
        row.getColumn("starts_at", Instant.class),
        new Silence(
            row.getColumn("last_heard", Instant.class),
            Duration.ofSeconds(row.getColumn("interval_seconds", Double.class).longValue())));
  }

  Matter matter(Kind kind, Instant beganAt, Map<String, Object> figures) {
    return new Matter(UUID.randomUUID(), kind, device, model, pilot, site, asset, beganAt, figures);
  }
}
