package pilotfeld.processing.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Which device was where when, and when it was heard last.
public final class DeviceList {

  private static final String IS_PILOT = "SELECT EXISTS (SELECT FROM pilot WHERE id = :pilot)";
  private static final String DEVICES =
      """
      SELECT d.id AS device, d.model, s.pilot, p.site, p.starts_at AS since, p.ends_at AS until,
             (SELECT max(time) FROM uplink u WHERE u.device = d.id) AS last_seen
        FROM device d
        LEFT JOIN deployment p ON p.device = d.id
        LEFT JOIN site s ON s.id = p.site
       WHERE CAST(:pilot AS text) IS NULL OR s.pilot = :pilot
       ORDER BY s.pilot, p.site, p.starts_at, d.id
      """;

  private final Jdbi jdbi;

  public DeviceList(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A device at a site; all of the site is empty for a device that is at none and never was.
  ///
  /// @param until empty while it is there
  /// @param lastSeen when its newest message was sent, wherever it was then; empty if none has come
  public record Row(
      String device,
      String model,
      Optional<String> pilot,
      Optional<String> site,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<Instant> lastSeen) {}

  /// By pilot, site and time.
  ///
  /// @param pilot only what is or was at its sites; empty for every device
  /// @throws RegistryRefusal if there is no such pilot
  public List<Row> of(Optional<String> pilot) {
    return jdbi.withHandle(
        handle -> {
          if (pilot.isPresent()
              && !handle.createQuery(IS_PILOT).bind("pilot", pilot).mapTo(Boolean.class).one()) {
            throw new RegistryRefusal("there is no pilot “%s”".formatted(pilot.get()));
          }
          return handle
              .createQuery(DEVICES)
              .bind("pilot", pilot)
              .map(ConstructorMapper.of(Row.class))
              .list();
        });
  }
}
