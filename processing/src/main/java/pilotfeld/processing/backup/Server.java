package pilotfeld.processing.backup;

import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import pilotfeld.processing.store.DatabaseSettings;

/// What a backup asks of a database, which it leaves at the level at which it is.
record Server(DatabaseSettings settings, Jdbi jdbi) {

  private static final String MAJOR = "SELECT current_setting('server_version_num')::int / 10000";
  private static final String MIGRATION =
      "SELECT max(version::int) FROM flyway_schema_history WHERE success";
  private static final String HAS_MIGRATIONS =
      "SELECT to_regclass('flyway_schema_history') IS NOT NULL";
  private static final String OWNER =
      "SELECT tableowner FROM pg_tables WHERE tablename = 'flyway_schema_history' LIMIT 1";
  private static final String TIMESCALE =
      "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'";
  // Whatever does not belong to an extension.
  private static final String RELATIONS =
      """
      SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
         AND NOT EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i', 'a'))
         AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      """;
  private static final String IS_SUPERUSER =
      "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
  private static final String HAS_ROLE = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)";
  private static final String BYTES = "SELECT pg_database_size(current_database())";

  static Server at(DatabaseSettings settings) throws IOException {
    var jdbi = Jdbi.create(settings.url(), settings.user(), settings.password());
    var server = new Server(settings, jdbi);
    try {
      server.major();
      return server;
    } catch (JdbiException e) {
      throw new IOException(
          "the database %s does not answer: %s".formatted(settings, e.getCause().getMessage()), e);
    }
  }

  int major() {
    return one(MAJOR, Integer.class);
  }

  /// Level of the schema; empty if there is none of Pilotfeld.
  Optional<Integer> migration() {
    return one(HAS_MIGRATIONS, Boolean.class)
        ? Optional.of(one(MIGRATION, Integer.class))
        : Optional.empty();
  }

  String owner() {
    return one(OWNER, String.class);
  }

  /// Version of the extension in this database; empty where it is not.
  Optional<String> timescale() {
    return jdbi.withHandle(handle -> handle.createQuery(TIMESCALE).mapTo(String.class).findOne());
  }

  boolean isEmpty() {
    return one(RELATIONS, Long.class) == 0;
  }

  boolean isSuperuser() {
    return one(IS_SUPERUSER, Boolean.class);
  }

  boolean hasRole(String name) {
    return jdbi.withHandle(
        handle -> handle.createQuery(HAS_ROLE).bind(0, name).mapTo(Boolean.class).one());
  }

  long bytes() {
    return one(BYTES, Long.class);
  }

  void execute(String statement) {
    jdbi.useHandle(handle -> handle.execute(statement));
  }

  private <T> T one(String query, Class<T> type) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(type).one());
  }
}
