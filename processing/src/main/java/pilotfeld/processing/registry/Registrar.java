package pilotfeld.processing.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.store.DataRefusal;

/// Writes to the registry. Every call may be repeated: what is there already stays as it is, or is
/// brought up to date. A database that cannot write is no refusal: its exception passes.
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
  private static final String ADD_DEVICE = "INSERT INTO device (id, model) VALUES (:id, :model)";

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
    write(handle -> Sites.write(handle, site));
  }

  /// Makes a site that is not there yet.
  ///
  /// @throws RegistryRefusal if there is one of its id, a value is not allowed, or pilot or asset
  ///   are not registered
  public void addSite(
      String id, String pilot, Optional<String> asset, String name, Optional<Position> position) {
    write(handle -> Sites.add(handle, id, pilot, asset, name, position));
  }

  /// Gives a site another name and place.
  ///
  /// @throws RegistryRefusal if a value is not allowed
  public void changeSite(String id, String name, Optional<Position> position) {
    write(handle -> Sites.change(handle, id, name, position));
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
            Models.write(handle, sources.get(index), models.get(index));
          }
        });
  }

  /// Whether a model of this id is registered.
  public boolean hasModel(String id) {
    return jdbi.withHandle(handle -> Models.exists(handle, id));
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
    return writeWhole(
        handle -> {
          registration.source().ifPresent(each -> Models.write(handle, each, each.model()));
          handle.createUpdate(NEW_PILOT).bindMethods(registration.pilot()).execute();
          Sites.write(handle, registration);
          Deployments.begin(handle, id, placement);
          return more.apply(handle);
        });
  }

  /// Registers a device and puts it at a site.
  ///
  /// @throws RegistryRefusal if its name is not allowed, model or site are unknown, it is
  ///   registered as another model, or it is at another site at that time
  public void place(Placement placement) {
    var id = deviceId(placement.device());
    writeWhole(handle -> Deployments.begin(handle, id, placement));
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

  /// From a time on the device is at no site: it was taken down, or never was where it is
  /// registered. Readings that it gave there since then stay until they are rebuilt.
  ///
  /// @throws RegistryRefusal if it is not registered, or at no site from then on
  public void end(String device, Instant at) {
    writeWhole(handle -> Deployments.end(handle, device, at));
  }

  /// When the first message of a device was sent that waits for its registration; empty if none
  /// waits.
  public Optional<Instant> firstWaiting(String device) {
    return jdbi.withHandle(handle -> Deployments.firstWaiting(handle, device));
  }

  private <T> T writeWhole(Function<Handle, T> change) {
    return write(handle -> handle.inTransaction(change::apply));
  }

  private <T> T write(Function<Handle, T> change) {
    try {
      return jdbi.withHandle(change::apply);
    } catch (JdbiException e) {
      throw DataRefusal.of(e).<RuntimeException>map(RegistryRefusal::of).orElse(e);
    }
  }
}
