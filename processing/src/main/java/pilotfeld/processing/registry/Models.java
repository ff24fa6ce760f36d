package pilotfeld.processing.registry;

import org.jdbi.v3.core.Handle;

/// Writes device models and their versions, within the transaction of its caller.
final class Models {

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
  private static final String IS_MODEL = "SELECT EXISTS (SELECT FROM model WHERE id = :id)";

  private Models() {}

  /// @param model that the source has been read as
  static void write(Handle handle, ModelFolders.Source source, DeviceModel model) {
    handle.createUpdate(MODEL_VERSION).bindMethods(source).execute();
    handle
        .createUpdate(MODEL)
        .bindMethods(model)
        .bind("seconds", model.interval().toMillis() / 1000.0)
        .execute();
  }

  static boolean exists(Handle handle, String id) {
    return handle.createQuery(IS_MODEL).bind("id", id).mapTo(Boolean.class).one();
  }
}
