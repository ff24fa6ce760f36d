package pilotfeld.processing.registry;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import pilotfeld.processing.registry.Registrar.Site;

/// Writes sites, within the transaction of its caller.
final class Sites {

  private static final String SITE =
      """
      INSERT INTO site (id, pilot, asset, name, latitude, longitude) VALUES (:id, :pilot, :asset, :name, :latitude, :longitude)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String NEW_SITE =
      """
      INSERT INTO site (id, pilot, name) VALUES (:id, :pilot, :id) ON CONFLICT (id) DO NOTHING
      """;
  private static final String ADD_SITE =
      "INSERT INTO site (id, pilot, asset, name, latitude, longitude) VALUES (:id, :pilot, :asset, :name, :latitude, :longitude)";
  private static final String CHANGE_SITE =
      "UPDATE site SET name = :name, latitude = :latitude, longitude = :longitude WHERE id = :id";
  private static final String NAME_OF_SITE =
      "UPDATE site SET name = :name WHERE id = :id AND name <> :name";
  private static final String POSITION_OF_SITE =
      """
      UPDATE site SET latitude = :latitude, longitude = :longitude
       WHERE id = :id AND (latitude, longitude) IS DISTINCT FROM (:latitude, :longitude)
      """;
  private static final String PILOT_OF_SITE = "SELECT pilot FROM site WHERE id = :id";

  private Sites() {}

  static int write(Handle handle, Site site) {
    return handle.createUpdate(SITE).bindMethods(site).execute();
  }

  static int add(
      Handle handle,
      String id,
      String pilot,
      Optional<String> asset,
      String name,
      Optional<Position> position) {
    return at(handle.createUpdate(ADD_SITE), position)
        .bind("id", id)
        .bind("pilot", pilot)
        .bind("asset", asset)
        .bind("name", name)
        .execute();
  }

  static int change(Handle handle, String id, String name, Optional<Position> position) {
    return at(handle.createUpdate(CHANGE_SITE), position)
        .bind("id", id)
        .bind("name", name)
        .execute();
  }

  private static Update at(Update statement, Optional<Position> position) {
    return statement
        .bind("latitude", position.map(Position::latitude))
        .bind("longitude", position.map(Position::longitude));
  }

  /// Makes the site of a registration if it is new, and brings it up to date.
  static void write(Handle handle, Registration registration) {
    var site = registration.placement().site();
    var pilot = registration.pilot().id();
    handle.createUpdate(NEW_SITE).bind("id", site).bind("pilot", pilot).execute();
    requirePilot(handle, site, pilot);
    registration.name().ifPresent(name -> name(handle, site, name));
    registration.position().ifPresent(position -> move(handle, site, position));
  }

  private static void requirePilot(Handle handle, String site, String wanted) {
    var pilot = handle.createQuery(PILOT_OF_SITE).bind("id", site).mapTo(String.class).one();
    if (!pilot.equals(wanted)) {
      throw new RegistryRefusal(
          "the site %s belongs to the pilot %s, not to %s".formatted(site, pilot, wanted));
    }
  }

  private static void name(Handle handle, String site, String name) {
    handle.createUpdate(NAME_OF_SITE).bind("id", site).bind("name", name).execute();
  }

  private static void move(Handle handle, String site, Position position) {
    handle.createUpdate(POSITION_OF_SITE).bind("id", site).bindMethods(position).execute();
  }
}
