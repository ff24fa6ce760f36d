package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Which devices are where.
final class Stays {

  private static final String COLUMNS =
      """
      SELECT p.device, d.model, p.site, s.name AS site_name, s.is_test AS test, p.starts_at, p.ends_at
        FROM deployment p JOIN site s ON s.id = p.site JOIN device d ON d.id = p.device
      """;
  private static final String OF_DEVICE =
      COLUMNS
          + "WHERE p.device = :device AND (p.ends_at IS NULL OR p.ends_at > :at) ORDER BY p.starts_at";
  private static final String AT_SITE =
      COLUMNS + "WHERE p.site = :site AND p.ends_at IS NULL ORDER BY p.starts_at, p.device";

  private final Jdbi jdbi;

  Stays(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A device at a site for a time.
  ///
  /// @param test whether that site counts nowhere
  /// @param endsAt empty while it is there
  public record Stay(
      String device,
      String model,
      String site,
      String siteName,
      boolean test,
      Instant startsAt,
      Optional<Instant> endsAt) {

    public Stay {
      requireNonNull(device, "device");
      requireNonNull(site, "site");
      requireNonNull(startsAt, "startsAt");
      requireNonNull(endsAt, "endsAt");
    }

    boolean isOpen() {
      return endsAt.isEmpty();
    }
  }

  /// Those of a device that go beyond a time, the earliest first.
  List<Stay> ofDevice(String device, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_DEVICE)
                .bind("device", device)
                .bind("at", at)
                .map(ConstructorMapper.of(Stay.class))
                .list());
  }

  /// Those that go on at a site.
  List<Stay> atSite(String site) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(AT_SITE)
                .bind("site", site)
                .map(ConstructorMapper.of(Stay.class))
                .list());
  }
}
