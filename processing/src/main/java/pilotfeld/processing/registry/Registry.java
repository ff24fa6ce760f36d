package pilotfeld.processing.registry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// The registry as the tables have it, kept as a snapshot that is renewed when something changed.
public final class Registry {

  private static final String VERSION = "SELECT version FROM registry_version";
  private static final String MODELS =
      "SELECT v.model, v.version, v.definition, v.codec FROM model m JOIN model_version v ON v.model = m.id AND v.version = m.version";
  private static final String DEVICES = "SELECT id, model FROM device ORDER BY id";
  private static final String DEPLOYMENTS =
      "SELECT device, site, starts_at, ends_at FROM deployment ORDER BY starts_at";

  private final Jdbi jdbi;
  private volatile RegistrySnapshot snapshot;

  /// Reads the registry once; see `refresh`.
  public Registry(Jdbi jdbi) {
    this(jdbi, RegistrySnapshot.EMPTY);
    refresh();
  }

  private Registry(Jdbi jdbi, RegistrySnapshot snapshot) {
    this.jdbi = jdbi;
    this.snapshot = snapshot;
  }

  /// With nothing in it until it is refreshed.
  public static Registry unread(Jdbi jdbi) {
    return new Registry(jdbi, RegistrySnapshot.EMPTY);
  }

  /// Everything registered when it was last looked.
  public RegistrySnapshot snapshot() {
    return snapshot;
  }

  /// Looks whether something changed, and if so reads it anew.
  ///
  /// @return whether something changed
  public synchronized boolean refresh() {
    long version = jdbi.withHandle(handle -> handle.createQuery(VERSION).mapTo(Long.class).one());
    if (version == snapshot.version()) {
      return false;
    }
    snapshot = jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, Registry::read);
    return true;
  }

  private static RegistrySnapshot read(Handle handle) {
    long version = handle.createQuery(VERSION).mapTo(Long.class).one();
    var models = models(handle);
    var deployments = deployments(handle);
    var devices =
        handle
            .createQuery(DEVICES)
            .map(
                (row, _) ->
                    new Device(
                        row.getString("id"),
                        models.get(row.getString("model")),
                        deployments.getOrDefault(row.getString("id"), List.of())))
            .list();
    return new RegistrySnapshot(version, devices);
  }

  private static Map<String, DeviceModel> models(Handle handle) {
    return handle
        .createQuery(MODELS)
        .map(
            (row, _) ->
                ModelFile.read(
                    row.getString("model"),
                    row.getString("version"),
                    row.getString("definition"),
                    Optional.ofNullable(row.getString("codec"))))
        .stream()
        .collect(toMap(DeviceModel::id, model -> model));
  }

  private static Map<String, List<Device.Deployment>> deployments(Handle handle) {
    return handle
        .createQuery(DEPLOYMENTS)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("device"),
                    new Device.Deployment(
                        row.getString("site"),
                        row.getTimestamp("starts_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("ends_at")).map(Date::toInstant))))
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }
}
