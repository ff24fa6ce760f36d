package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.TestDatabase;

class SchemaIT {

  private static final String VIEWS =
      "SELECT count(*) FROM pg_views WHERE viewname LIKE 'dash\\_%' AND schemaname = 'public'";

  @Test
  void anOwnerWhoIsNoSuperuserCanMigrateItsDatabase() {
    var settings = TestDatabase.createForPlainOwner();

    try (var database = Database.open(settings)) {
      assertFalse(isSuperuser(database.jdbi()));
      assertTrue(number(database.jdbi(), VIEWS) > 5);
      assertEquals(superusersChoice(), database.isTimescale());
    }
  }

  @Test
  void twoProcessesThatStartAtOnceMigrateOnce() {
    var settings = TestDatabase.create();
    Callable<Long> start =
        () -> {
          try (var database = Database.open(settings)) {
            return number(database.jdbi(), VIEWS);
          }
        };

    var views = AtOnce.call(4, List.of(start, start, start, start));

    assertEquals(1, views.stream().distinct().count());
  }

  @Test
  void aDatabaseThatIsUpToDateIsLeftAsItIs() {
    var settings = TestDatabase.create();

    Database.open(settings).close();
    Database.open(settings).close();

    assertEquals(
        4,
        number(
            Jdbi.create(settings.url(), settings.user(), settings.password()),
            "SELECT count(*) FROM flyway_schema_history WHERE version IN ('1', '2', '3', '4')"));
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() {
    var settings = new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "pilot", "secret");

    var failure = assertThrows(StoreUnavailable.class, () -> Database.open(settings));

    assertTrue(
        failure.getMessage().startsWith("the database jdbc:postgresql://127.0.0.1:1/none as pilot"),
        failure.getMessage());
    assertFalse(failure.getMessage().contains("secret"));
  }

  private static boolean superusersChoice() {
    var settings = TestDatabase.create();
    try (var database = Database.open(settings)) {
      return database.isTimescale();
    }
  }

  private static boolean isSuperuser(Jdbi jdbi) {
    return number(jdbi, "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND rolsuper")
        > 0;
  }

  private static long number(Jdbi jdbi, String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
