package pilotfeld.ingest.service;

import java.util.Optional;
import pilotfeld.processing.store.DatabaseSettings;

/// Reads where the database is.
final class DatabaseSource {

  private static final String JDBC = "jdbc:postgresql:";

  private DatabaseSource() {}

  /// Empty if none is named; what is wrong becomes a fault of the environment.
  static Optional<DatabaseSettings> from(Environment environment) {
    // Asked for in any case: what is set without an address is no unknown setting.
    var user = environment.value(Setting.DB_USER);
    var password = environment.secret(Setting.DB_PASSWORD).orElse("");
    var url = environment.text(Setting.DB_URL);
    url.filter(each -> !each.startsWith(JDBC))
        .ifPresent(_ -> environment.fault("PILOTFELD_DB_URL must begin with jdbc:postgresql://"));
    return url.map(each -> new DatabaseSettings(each, user, password));
  }
}
