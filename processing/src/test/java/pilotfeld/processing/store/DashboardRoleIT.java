package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;

/// What Grafana's role may do: read the `dash_*` views, and nothing else.
class DashboardRoleIT {

  private static Riverside riverside;

  @BeforeAll
  static void open() {
    riverside = Riverside.open().withGauge("70b3d57ba0000001", "hase-1");
    var noon = Instant.parse("2026-07-18T12:00:00Z");
    riverside.accept(GaugeFrame.of("70b3d57ba0000001", 1, 1234, noon).message());
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  static List<String> views() {
    return riverside.texts(
        "SELECT viewname FROM pg_views WHERE viewname LIKE 'dash\\_%' ORDER BY 1");
  }

  static List<String> everythingElse() {
    return riverside.texts(
        """
        SELECT c.oid::regclass::text FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'S') AND c.relname NOT LIKE 'dash\\_%'
         ORDER BY 1
        """);
  }

  @ParameterizedTest
  @MethodSource("views")
  void itMayReadEveryView(String view) {
    assertTrue(countAsGrafana("SELECT count(*) FROM " + view) >= 0);
  }

  @Test
  void itSeesTheReadingsThroughThem() {
    assertEquals(
        1, countAsGrafana("SELECT count(*) FROM dash_reading WHERE quantity = 'distance'"));
    assertEquals(
        1,
        countAsGrafana("SELECT sum(readings) FROM dash_reading_daily WHERE quantity = 'distance'"));
  }

  @ParameterizedTest
  @MethodSource("everythingElse")
  void itMayReadNothingElse(String relation) {
    assertRefused("SELECT count(*) FROM " + relation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO dash_pilot (pilot) VALUES ('mine')",
        "DELETE FROM dash_pilot",
        "CREATE TABLE mine (id int)",
        "SELECT nextval('uplink_id')",
        "TRUNCATE reading"
      })
  void itMayWriteNothing(String statement) {
    assertRefused(statement);
  }

  private static void assertRefused(String statement) {
    var refusal = assertThrows(JdbiException.class, () -> executeAsGrafana(statement));

    assertTrue(refusal.getMessage().contains("permission denied"), refusal.getMessage());
  }

  private static long countAsGrafana(String query) {
    return riverside
        .jdbi()
        .inTransaction(
            handle -> {
              handle.execute("SET LOCAL ROLE pilotfeld_dashboard");
              return handle.createQuery(query).mapTo(Long.class).one();
            });
  }

  private static void executeAsGrafana(String statement) {
    riverside
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("SET LOCAL ROLE pilotfeld_dashboard");
              handle.execute(statement);
            });
  }
}
