package pilotfeld.processing.field;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.registry.Position;

/// The sites that technicians make.
final class Sites {

  private static final String IS_SITE = "SELECT EXISTS (SELECT FROM site WHERE id = :id)";
  private static final String IS_PILOT = "SELECT EXISTS (SELECT FROM pilot WHERE id = :id)";
  private static final String IS_ASSET = "SELECT EXISTS (SELECT FROM asset WHERE id = :id)";
  private static final String ADD =
      """
      INSERT INTO site (id, pilot, asset, name, latitude, longitude, mounting_height_metres, note)
      VALUES (:site, :pilot, :asset, :name, :latitude, :longitude, :mountingHeightMetres, :note)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String ADD_TEST =
      """
      INSERT INTO site (id, pilot, name, is_test) VALUES (:site, :pilot, :name, true)
      ON CONFLICT (id) DO UPDATE SET pilot = excluded.pilot WHERE site.is_test AND site.pilot <> excluded.pilot
      """;
  private static final String TEST_PREFIX = "test-";

  private final Jdbi jdbi;

  Sites(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  boolean exists(String site) {
    return is(IS_SITE, site);
  }

  boolean isPilot(String id) {
    return is(IS_PILOT, id);
  }

  /// What a new site refers to and is not there.
  Optional<String> missing(Place.New place) {
    if (!isPilot(place.pilot())) {
      return Optional.of("there is no pilot “%s”".formatted(place.pilot()));
    }
    return place
        .asset()
        .filter(asset -> !is(IS_ASSET, asset))
        .map("there is no asset “%s”"::formatted);
  }

  private boolean is(String query, String id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind("id", id).mapTo(Boolean.class).one());
  }

  /// @return whether it was not there yet
  boolean add(Place.New place) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(ADD)
                    .bindMethods(place)
                    .bind("latitude", place.position().map(Position::latitude))
                    .bind("longitude", place.position().map(Position::longitude))
                    .execute())
        > 0;
  }

  /// The site at which a device is tried out, made if it is not there.
  String test(String device, String pilot) {
    var site = TEST_PREFIX + device;
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(ADD_TEST)
                .bind("site", site)
                .bind("pilot", pilot)
                .bind("name", "Test " + device)
                .execute());
    return site;
  }
}
