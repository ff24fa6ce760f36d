package pilotfeld.processing.store;

import static java.util.Objects.requireNonNull;

/// Where the database is.
///
/// @param url JDBC URL of a PostgreSQL
/// @param user role that owns the schema
/// @param password of that role; never shown
public record DatabaseSettings(String url, String user, String password) {

  public DatabaseSettings {
    requireNonNull(url, "url");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
