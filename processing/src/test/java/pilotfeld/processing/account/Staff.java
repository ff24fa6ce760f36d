package pilotfeld.processing.account;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// Accounts on a database of their own.
final class Staff implements AutoCloseable {

  static final Actor CALLER = Actor.atCommandLine("root");
  static final String HERE = "192.0.2.1";

  private final Database database;
  private final Accounts accounts;
  private final Logins logins;
  private final Tokens tokens;

  Staff() {
    this(TestDatabase.create());
  }

  Staff(DatabaseSettings settings) {
    this.database = Database.open(settings);
    this.accounts = new Accounts(database.jdbi());
    this.logins = new Logins(database.jdbi());
    this.tokens = new Tokens(database.jdbi());
  }

  Accounts accounts() {
    return accounts;
  }

  Logins logins() {
    return logins;
  }

  Tokens tokens() {
    return tokens;
  }

  Audit audit() {
    return new Audit(jdbi());
  }

  Jdbi jdbi() {
    return database.jdbi();
  }

  /// @return the token of the cookie
  String logIn(String name, String password, Instant now) {
    return logins.open(new Attempt(name, password, HERE), now).orElseThrow();
  }

  /// Actor, way, action and subject of each entry, the oldest first.
  List<String> trail() {
    return texts(
        "SELECT concat_ws(' ', coalesce(actor, '?'), way, action, subject) FROM audit ORDER BY id");
  }

  List<String> texts(String query) {
    return jdbi().withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  @Override
  public void close() {
    database.close();
  }
}
