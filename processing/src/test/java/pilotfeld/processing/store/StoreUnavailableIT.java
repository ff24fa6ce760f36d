package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.TestDatabase;

/// What is said of queries that fail.
class StoreUnavailableIT {

  private static final DatabaseSettings DATABASE = TestDatabase.create();

  @Test
  void aRightThatIsMissingIsSaidInALine() {
    var plain = TestDatabase.createForPlainOwner();

    assertEquals(
        Optional.of("the database: ERROR: permission denied for table pg_authid"),
        said(plain, "SELECT * FROM pg_authid"));
  }

  @Test
  void aPasswordThatIsRefusedAndADatabaseThatIsNotThereAreSaidInALine() {
    var stranger = new DatabaseSettings(DATABASE.url(), "nobody_of_tests", "wrong");
    assertEquals(1, said(stranger, "SELECT 1").orElseThrow().lines().count());

    var nowhere = new DatabaseSettings("jdbc:postgresql://nowhere.invalid/x", "x", "x");
    assertEquals(
        Optional.of("the database: there is no host nowhere.invalid"), said(nowhere, "SELECT 1"));
  }

  @Test
  void aFaultOfTheQueryIsNoTroubleOfTheDatabase() {
    assertEquals(Optional.empty(), said(DATABASE, "SELECT nothing FROM nowhere"));
    assertEquals(Optional.empty(), StoreUnavailable.of(new IllegalStateException("ours")));
  }

  private static Optional<String> said(DatabaseSettings as, String query) {
    var jdbi = Jdbi.create(as.url(), as.user(), as.password());
    var failure =
        assertThrows(JdbiException.class, () -> jdbi.useHandle(handle -> handle.execute(query)));
    return StoreUnavailable.of(failure).map(Throwable::getMessage);
  }
}
