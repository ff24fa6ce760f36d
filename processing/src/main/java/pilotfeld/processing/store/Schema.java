package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The tables, views and policies; the same names on TimescaleDB and on plain PostgreSQL.
final class Schema {

  // Its settings are there only where it is preloaded; the list of what is preloaded, only
  // superusers may see.
  private static final String TIMESCALE_RUNS =
      """
      SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
         AND EXISTS (SELECT FROM pg_settings WHERE name = 'timescaledb.max_background_workers')
      """;
  // Processes that start at once take turns: to create it at the same time is an error.
  private static final String CREATE_TIMESCALE =
      """
      SELECT pg_advisory_lock(hashtext('timescaledb'));
      CREATE EXTENSION IF NOT EXISTS timescaledb
      """;

  private Schema() {}

  /// @return whether TimescaleDB runs the database
  static boolean migrate(DatabaseSettings settings) {
    try {
      var timescale = enableTimescale(settings);
      // A fresh connection: the session that creates the extension may not use it.
      migrations(settings, timescale).connectRetries(2).load().migrate();
      return timescale;
    } catch (SQLException | FlywayException e) {
      throw new StoreUnavailable(
          "the database %s cannot be prepared: %s".formatted(settings, StoreUnavailable.line(e)),
          e);
    }
  }

  static FluentConfiguration migrations(DatabaseSettings settings, boolean timescale) {
    return Flyway.configure()
        .dataSource(settings.url(), settings.user(), settings.password())
        .locations(
            "classpath:db/common",
            timescale ? "classpath:db/timescaledb" : "classpath:db/postgresql");
  }

  /// The level to which a database is brought up.
  static int newest(DatabaseSettings settings) {
    var all = migrations(settings, runsTimescale(settings)).load().info().all();
    return Integer.parseInt(all[all.length - 1].getVersion().getVersion());
  }

  /// Whether TimescaleDB would run the database.
  static boolean runsTimescale(DatabaseSettings settings) {
    try (var connection =
        DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
      return isTrue(connection, TIMESCALE_RUNS);
    } catch (SQLException e) {
      throw new StoreUnavailable(
          "the database %s does not answer: %s".formatted(settings, e.getMessage()), e);
    }
  }

  private static boolean enableTimescale(DatabaseSettings settings) throws SQLException {
    try (var connection =
        DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
      var timescale = isTrue(connection, TIMESCALE_RUNS);
      if (timescale) {
        try (var statement = connection.createStatement()) {
          statement.execute(CREATE_TIMESCALE);
        }
      }
      return timescale;
    }
  }

  private static boolean isTrue(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      return result.next() && result.getBoolean(1);
    }
  }
}
