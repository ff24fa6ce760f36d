package pilotfeld.ingest.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.ingest.dashboards.Statement.Shape;

/// Every statement of the dashboards, as Grafana sends it, on the demonstration's data.
class DashboardIT {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  private static PlayedDatabase database;

  @BeforeAll
  static void fill() throws Exception {
    database = new PlayedDatabase();
  }

  @AfterAll
  static void close() {
    if (database != null) {
      database.close();
    }
  }

  static Stream<Arguments> statements() {
    return Statement.all().stream()
        .flatMap(each -> Stream.of(Arguments.of(each, DAY), Arguments.of(each, MONTH)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("statements")
  void bringsWhatItsPanelNeeds(Statement statement, Duration range) {
    var answers =
        database.choices(statement.dashboard()).stream()
            .map(each -> rows(statement, each, range))
            .toList();

    // The demonstration swaps one device, two weeks ago.
    if (statement.shape() != Shape.ANNOTATION || range.equals(MONTH)) {
      assertTrue(answers.stream().anyMatch(rows -> isEnough(statement, rows)), answers::toString);
    }
  }

  private static List<Map<String, Object>> rows(
      Statement statement, Variables variables, Duration range) {
    return database
        .role()
        .query(
            statement.expanded(variables, database.playedUntil(), range, database.isTimescale()));
  }

  private static boolean isEnough(Statement statement, List<Map<String, Object>> rows) {
    return !rows.isEmpty()
        && rows.getFirst().keySet().containsAll(statement.needed())
        && switch (statement.shape()) {
          case FIGURES -> rows.size() == 1 && !rows.getFirst().containsValue(null);
          case TIME_SERIES -> isTimeSeries(rows);
          case TABLE, ANNOTATION -> true;
        };
  }

  private static boolean isTimeSeries(List<Map<String, Object>> rows) {
    var times = rows.stream().map(row -> (Comparable<?>) row.get("time")).toList();
    return times.stream().allMatch(Objects::nonNull)
        && times.equals(times.stream().sorted().toList())
        && rows.stream().anyMatch(DashboardIT::hasNumber);
  }

  private static boolean hasNumber(Map<String, Object> row) {
    return row.entrySet().stream()
        .anyMatch(field -> !field.getKey().equals("time") && field.getValue() instanceof Number);
  }

  @Test
  void theUnitThatAStatementTellsIsOneOfGrafanas() {
    var measured =
        Statement.all().stream()
            .filter(each -> each.needed().contains("Einheit"))
            .findFirst()
            .get();
    for (var variables : database.choices(measured.dashboard())) {
      for (var row : rows(measured, variables, DAY)) {
        assertTrue(DashboardTest.isUnit(row.get("Einheit").toString()), row::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reading",
        "message",
        "uplink",
        "account",
        "login",
        "audit",
        "access_token",
        "reading_hourly"
      })
  void theRoleReadsNothingButTheViews(String table) {
    assertFalse(database.role().query("SELECT * FROM dash_reading LIMIT 1").isEmpty());

    var refusal =
        assertThrows(
            JdbiException.class,
            () -> database.role().query("SELECT * FROM " + table + " LIMIT 1"));
    assertTrue(refusal.getMessage().contains("permission denied"), refusal::getMessage);
  }

  @Test
  void thePilotsOfTheDemonstrationCanBeChosen() {
    var pilot =
        Dashboard.all().stream().filter(each -> each.uid().equals("pilotfeld-pilot")).findFirst();

    assertEquals(5, database.choices(pilot.get()).size());
  }
}
