package pilotfeld.processing.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import pilotfeld.processing.reading.Eui;

/// Writes to the registry. Every call may be repeated: what is there already stays as it is, or is
/// brought up to date.
public final class Registrar {

  private static final String PILOT =
      """
      INSERT INTO pilot (id, title, question, starts_on) VALUES (:id, :title, :question, :startsOn)
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, question = excluded.question
        WHERE (pilot.title, pilot.question) IS DISTINCT FROM (excluded.title, excluded.question)
      """;
  private static final String NEW_PILOT =
      "INSERT INTO pilot (id, title, question, starts_on) VALUES (:id, :title, :question, :startsOn) ON CONFLICT (id) DO NOTHING";
  private static final String ASSET =
      """
      INSERT INTO asset (id, kind, name, latitude, longitude) VALUES (:id, :kind, :name, :latitude, :longitude)
      ON CONFLICT (id) DO NOTHING
      """;
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
  private static final String ADD_DEVICE = "INSERT INTO device (id, model) VALUES (:id, :model)";
  private static final String NAME_OF_SITE =
      "UPDATE site SET name = :name WHERE id = :id AND name <> :name";
  private static final String POSITION_OF_SITE =
      """
      UPDATE site SET latitude = :latitude, longitude = :longitude
       WHERE id = :id AND (latitude, longitude) IS DISTINCT FROM (:latitude, :longitude)
      """;
  private static final String PILOT_OF_SITE = "SELECT pilot FROM site WHERE id = :id";
  private static final String MODEL_VERSION =
      """
      INSERT INTO model_version (model, version, definition, codec) VALUES (:id, :version, :definition, :codec)
      ON CONFLICT DO NOTHING
      """;
  private static final String MODEL =
      """
      INSERT INTO model (id, version, vendor, name, reporting_interval)
      VALUES (:id, :version, :vendor, :name, make_interval(secs => :seconds))
      ON CONFLICT (id) DO UPDATE SET version = excluded.version, vendor = excluded.vendor, name = excluded.name,
                                     reporting_interval = excluded.reporting_interval
        WHERE model.version <> excluded.version
      """;
  private static final String FIRST_WAITING =
      """
      SELECT min(time) FROM uplink WHERE device = :device AND state = 'unregistered'
         AND time >= coalesce((SELECT max(ends_at) FROM deployment WHERE device = :device), '-infinity')
      """;
  private static final String DEVICE =
      "INSERT INTO device (id, model) VALUES (:id, :model) ON CONFLICT (id) DO NOTHING";
  private static final String IS_DEVICE = "SELECT EXISTS (SELECT FROM device WHERE id = :id)";
  private static final String IS_MODEL = "SELECT EXISTS (SELECT FROM model WHERE id = :id)";
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

  private final Jdbi jdbi;

  public Registrar(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A pilot; `startsOn` is kept from the first call.
  public record Pilot(String id, String title, String question, LocalDate startsOn) {}

  /// Something of the network operator at a place, WGS 84 degrees.
  public record Asset(String id, String kind, String name, double latitude, double longitude) {}

  /// Where something is measured, for one pilot, WGS 84 degrees.
  public record Site(
      String id,
      String pilot,
      Optional<String> asset,
      String name,
      double latitude,
      double longitude) {}

  /// A device that is at a site from a time on.
  ///
  /// @param interval how often it reports there; empty for its model's
  public record Placement(
      String device,
      String model,
      String site,
      Instant startsAt,
      Optional<Instant> endsAt,
      Optional<Duration> interval) {

    public Placement(
        String device, String model, String site, Instant startsAt, Optional<Instant> endsAt) {
      this(device, model, site, startsAt, endsAt, Optional.empty());
    }
  }

  /// @throws RegistryRefusal if a value is not allowed
  public void pilot(Pilot pilot) {
    write(handle -> handle.createUpdate(PILOT).bindMethods(pilot).execute());
  }

  /// @throws RegistryRefusal if a value is not allowed
  public void asset(Asset asset) {
    write(handle -> handle.createUpdate(ASSET).bindMethods(asset).execute());
  }

  /// A new one is at its asset since nobody knows when.
  ///
  /// @throws RegistryRefusal if a value is not allowed, or pilot or asset are not registered
  public void site(Site site) {
    write(handle -> handle.createUpdate(SITE).bindMethods(site).execute());
  }

  /// Makes a site that is not there yet.
  ///
  /// @throws RegistryRefusal if there is one of its id, a value is not allowed, or pilot or asset
  ///   are not registered
  public void addSite(
      String id, String pilot, Optional<String> asset, String name, Optional<Position> position) {
    write(
        handle ->
            at(handle.createUpdate(ADD_SITE), position)
                .bind("id", id)
                .bind("pilot", pilot)
                .bind("asset", asset)
                .bind("name", name)
                .execute());
  }

  /// Gives a site another name and place.
  ///
  /// @throws RegistryRefusal if a value is not allowed
  public void changeSite(String id, String name, Optional<Position> position) {
    write(
        handle ->
            at(handle.createUpdate(CHANGE_SITE), position)
                .bind("id", id)
                .bind("name", name)
                .execute());
  }

  private static Update at(Update statement, Optional<Position> position) {
    return statement
        .bind("latitude", position.map(Position::latitude))
        .bind("longitude", position.map(Position::longitude));
  }

  /// Registers a device that is not there yet, at no site.
  ///
  /// @return its id as it is kept
  /// @throws RegistryRefusal if there is one of its name, its name is not allowed, or the model is
  ///   unknown
  public String addDevice(String device, String model) {
    var id = deviceId(device);
    write(handle -> handle.createUpdate(ADD_DEVICE).bind("id", id).bind("model", model).execute());
    return id;
  }

  /// Brings the models up to date; earlier versions are kept, for the readings that they decoded.
  ///
  /// @throws IllegalArgumentException if a model cannot be understood; then none is written
  public void models(List<ModelFolders.Source> sources) {
    var models = sources.stream().map(ModelFolders.Source::model).toList();
    jdbi.useTransaction(
        handle -> {
          for (var index = 0; index < models.size(); index++) {
            model(handle, sources.get(index), models.get(index));
          }
        });
  }

  /// Whether a model of this id is registered.
  public boolean hasModel(String id) {
    return jdbi.withHandle(handle -> exists(handle, IS_MODEL, id));
  }

  /// Puts a device at a site, and makes pilot and site if they are new: all of it or nothing.
  ///
  /// @throws RegistryRefusal if a value is not allowed, the site belongs to another pilot, the
  ///   model is unknown, the device is registered as another model, or it is at another site at
  ///   that time
  /// @throws IllegalArgumentException if its model cannot be understood
  public void register(Registration registration) {
    register(registration, _ -> Optional.empty());
  }

  /// The same, with something more in the same transaction.
  ///
  /// @param more done once the device is at its site
  /// @return what that gave
  public <T> T register(Registration registration, Function<Handle, T> more) {
    var placement = registration.placement();
    var id = deviceId(placement.device());
    return write(
        handle ->
            handle.inTransaction(
                each -> {
                  registration.source().ifPresent(source -> model(each, source, source.model()));
                  each.createUpdate(NEW_PILOT).bindMethods(registration.pilot()).execute();
                  site(each, registration);
                  place(each, id, placement);
                  return more.apply(each);
                }));
  }

  private static void site(Handle handle, Registration registration) {
    var site = registration.placement().site();
    var wanted = registration.pilot().id();
    handle.createUpdate(NEW_SITE).bind("id", site).bind("pilot", wanted).execute();
    var pilot = handle.createQuery(PILOT_OF_SITE).bind("id", site).mapTo(String.class).one();
    if (!pilot.equals(wanted)) {
      throw new RegistryRefusal(
          "the site %s belongs to the pilot %s, not to %s".formatted(site, pilot, wanted));
    }
    registration
        .name()
        .ifPresent(
            name ->
                handle.createUpdate(NAME_OF_SITE).bind("id", site).bind("name", name).execute());
    registration
        .position()
        .ifPresent(
            position ->
                handle
                    .createUpdate(POSITION_OF_SITE)
                    .bind("id", site)
                    .bindMethods(position)
                    .execute());
  }

  private static void model(Handle handle, ModelFolders.Source source, DeviceModel model) {
    handle.createUpdate(MODEL_VERSION).bindMethods(source).execute();
    handle
        .createUpdate(MODEL)
        .bindMethods(model)
        .bind("seconds", model.interval().toMillis() / 1000.0)
        .execute();
  }

  /// Registers a device and puts it at a site.
  ///
  /// @throws RegistryRefusal if its name is not allowed, model or site are unknown, it is
  ///   registered as another model, or it is at another site at that time
  public void place(Placement placement) {
    var id = deviceId(placement.device());
    write(handle -> handle.inTransaction(each -> place(each, id, placement)));
  }

  private static String deviceId(String text) {
    if (Eui.isMistyped(text)) {
      throw new RegistryRefusal(
          "“%s” looks like a DevEUI but has not its 16 hexadecimal digits: look for one too many or too few"
              .formatted(text));
    }
    return Eui.device(text)
        .orElseThrow(
            () ->
                new RegistryRefusal(
                    "“%s” is no DevEUI and no name of a device (lower-case letters, digits, . _ -)"
                        .formatted(text)));
  }

  private static int place(Handle handle, String id, Placement placement) {
    device(handle, id, placement.model());
    return handle
        .createUpdate(DEPLOYMENT)
        .bind("device", id)
        .bind("site", placement.site())
        .bind("startsAt", placement.startsAt())
        .bind("endsAt", placement.endsAt())
        .bind("seconds", placement.interval().map(Duration::toSeconds))
        .execute();
  }

  /// From a time on the device is at no site: it was taken down, or never was where it is
  /// registered. Readings that it gave there since then stay until they are rebuilt.
  ///
  /// @throws RegistryRefusal if it is not registered, or at no site from then on
  public void end(String device, Instant at) {
    var id = Eui.device(device).orElse(device);
    if (!jdbi.withHandle(handle -> exists(handle, IS_DEVICE, id))) {
      throw new RegistryRefusal("no device “%s” is registered".formatted(device));
    }
    var ended =
        jdbi.inTransaction(
            handle ->
                handle.createUpdate(NEVER_BEGUN).bind("device", id).bind("at", at).execute()
                    + handle.createUpdate(END).bind("device", id).bind("at", at).execute());
    if (ended == 0) {
      throw new RegistryRefusal("the device %s is at no site from %s on".formatted(id, at));
    }
  }

  /// When the first message of a device was sent that waits for its registration; empty if none
  /// waits.
  public Optional<Instant> firstWaiting(String device) {
    var id = Eui.device(device).orElse("");
    return jdbi.withHandle(
        handle ->
            handle.createQuery(FIRST_WAITING).bind("device", id).mapTo(Instant.class).findOne());
  }

  private static void device(Handle handle, String id, String model) {
    handle.createUpdate(DEVICE).bind("id", id).bind("model", model).execute();
    var registered = handle.createQuery(MODEL_OF_DEVICE).bind("id", id).mapTo(String.class).one();
    if (!registered.equals(model)) {
      throw new RegistryRefusal(
          "the device %s is registered as %s, not as %s".formatted(id, registered, model));
    }
  }

  private static boolean exists(Handle handle, String query, String id) {
    return handle.createQuery(query).bind("id", id).mapTo(Boolean.class).one();
  }

  private <T> T write(Function<Handle, T> change) {
    try {
      return jdbi.withHandle(change::apply);
    } catch (UnableToExecuteStatementException e) {
      throw RegistryRefusal.of(e);
    }
  }

  /// The registry cannot take a value; the message says why, for people.
  public static final class RegistryRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Pattern MISSING = Pattern.compile("=\\((.*)\\) is not present");

    private static final Map<String, String> REASONS =
        Map.ofEntries(
            Map.entry(
                "deployment_one_site_at_a_time",
                "the device is at a site at that time already: end that deployment first"),
            Map.entry("deployment_check", "a deployment must end after it begins"),
            Map.entry(
                "device_model_fkey",
                "there is no such device model, see the folders of models and PILOTFELD_MODELS"),
            Map.entry("device_pkey", "there is a device of that name already"),
            Map.entry("site_pkey", "there is a site of that id already"),
            Map.entry("site_pilot_fkey", "there is no such pilot"),
            Map.entry("site_asset_fkey", "there is no such asset"),
            Map.entry("deployment_site_fkey", "there is no such site"),
            Map.entry("site_name_check", "the name of a site has 1 to 200 characters"),
            Map.entry(
                "pilot_id_check",
                "the id of a pilot is made of lower-case letters, digits and hyphens, at most 63"),
            Map.entry(
                "site_id_check",
                "the id of a site is made of letters, digits and . _ -, at most 63"),
            Map.entry(
                "asset_id_check",
                "the id of an asset is made of letters, digits, blanks and . _ - / :, at most 63"));

    RegistryRefusal(String message) {
      super(message);
    }

    private static RegistryRefusal of(UnableToExecuteStatementException e) {
      var text = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      var missing = MISSING.matcher(text);
      var reason =
          REASONS.entrySet().stream()
              .filter(each -> text.contains(each.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseGet(() -> text.lines().findFirst().orElse(""));
      return new RegistryRefusal(missing.find() ? reason + " (" + missing.group(1) + ")" : reason);
    }
  }
}
