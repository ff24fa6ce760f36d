package pilotfeld.processing.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.asset.Assignments.Statement;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Registrar;

/// Each test has a site of its own, on one database.
class AssignmentsIT {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

  private static Riverside riverside;
  private static Assignments assignments;

  @BeforeAll
  static void open() {
    riverside = Riverside.open();
    assignments = new Assignments(riverside.jdbi());
    for (var asset : List.of("A", "B", "C")) {
      riverside.registrar().asset(new Registrar.Asset(asset, "gully", asset, 52.28, 8.05));
    }
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @Test
  void aSiteThatMovesHasAHistoryAndIsWhereItCameLast() {
    make("moves", Optional.empty());
    assertTrue(assign("moves", "A", JANUARY));
    assertTrue(assign("moves", "B", MARCH));

    assertEquals(List.of(period("A", JANUARY, MARCH), period("B", MARCH, null)), history("moves"));
    assertEquals(List.of("B"), current("moves"));

    assertTrue(assignments.state(new Statement("moves", Optional.empty(), APRIL, false), NOW));
    assertEquals(List.of("nowhere"), current("moves"));
    assertEquals(period("B", MARCH, APRIL), history("moves").getLast());
  }

  @Test
  void sayingTheSameAgainChangesNothing() {
    make("again", Optional.empty());
    assertTrue(assign("again", "A", JANUARY));

    assertFalse(assign("again", "A", JANUARY));
    assertFalse(assign("again", "A", MARCH));
    assertTrue(assignments.state(new Statement("again", Optional.empty(), APRIL, false), NOW));
    assertFalse(assignments.state(new Statement("again", Optional.empty(), APRIL, false), NOW));
    assertEquals(List.of(period("A", JANUARY, APRIL)), history("again"));
  }

  @Test
  void aSiteThatWasMadeWithItsAssetIsThereSinceNobodyKnowsWhen() {
    make("made", Optional.of("A"));
    assertEquals(List.of(period("A", null, null)), history("made"));
    assertFalse(assign("made", "A", JANUARY));

    assertTrue(assign("made", "B", MARCH));
    assertEquals(List.of(period("A", null, MARCH), period("B", MARCH, null)), history("made"));
    assertEquals(List.of("B"), current("made"));
  }

  @Test
  void whatWasSaidOfALaterTimeIsOnlyReplacedWhenSomebodySaysItWasNeverSo() {
    make("wrong", Optional.empty());
    assign("wrong", "A", JANUARY);
    assign("wrong", "B", MARCH);

    assertEquals(
        "wrong was at A since 2026-01-01T00:00:00Z until 2026-03-01T00:00:00Z, which is said of a time after 2026-02-01T00:00:00Z: give --correct if that was never so",
        refusal(() -> assign("wrong", "C", FEBRUARY)));
    assertEquals(List.of("B"), current("wrong"));

    assertTrue(assignments.state(new Statement("wrong", Optional.of("C"), FEBRUARY, true), NOW));
    assertEquals(
        List.of(period("A", JANUARY, FEBRUARY), period("C", FEBRUARY, null)), history("wrong"));
    assertEquals(List.of("C"), current("wrong"));
    assertEquals(
        List.of("A", "B"),
        assignments.history("wrong").stream()
            .filter(period -> period.replacedAt().equals(Optional.of(NOW)))
            .map(Period::asset)
            .toList());
  }

  @Test
  void whatIsNotKnownOrToComeIsRefused() {
    make("known", Optional.empty());

    assertEquals("there is no site “unknown”", refusal(() -> assign("unknown", "A", JANUARY)));
    assertEquals("there is no site “unknown”", refusal(() -> assignments.history("unknown")));
    assertEquals(
        "there is no asset “Z”: import it with the register first",
        refusal(() -> assign("known", "Z", JANUARY)));
    assertEquals(
        "2026-05-01T00:00:01Z is to come: an assignment is entered once it is so",
        refusal(() -> assign("known", "A", NOW.plusSeconds(1))));
    assertEquals(List.of(), history("known"));
  }

  @Test
  void ofManyWhoAssignAtOnceEachIsHeardInTurn() {
    make("busy", Optional.empty());
    Callable<Boolean> first = () -> assign("busy", "A", JANUARY);

    var changed = AtOnce.call(4, List.of(first, first, first, first));

    assertEquals(1, changed.stream().filter(each -> each).count());
    assertEquals(List.of(period("A", JANUARY, null)), history("busy"));
  }

  @Test
  void theAssetOfASiteFollowsItsAssignmentAndNothingElse() {
    make("bypassed", Optional.of("A"));

    var refused =
        assertThrows(
            UnableToExecuteStatementException.class,
            () -> execute("UPDATE site SET asset = 'B' WHERE id = 'bypassed'"));
    assertTrue(refused.getMessage().contains("follows the table assignment"), refused::getMessage);
    var twice =
        assertThrows(
            UnableToExecuteStatementException.class,
            () -> execute("INSERT INTO assignment (site, asset) VALUES ('bypassed', 'B')"));
    assertTrue(twice.getMessage().contains("assignment_one_asset_at_a_time"), twice::getMessage);

    execute("UPDATE assignment SET asset = 'C' WHERE site = 'bypassed'");
    assertEquals(List.of("C"), current("bypassed"));
    execute("DELETE FROM assignment WHERE site = 'bypassed'");
    assertEquals(List.of("nowhere"), current("bypassed"));
  }

  private static void make(String site, Optional<String> asset) {
    riverside.registrar().site(new Registrar.Site(site, "water", asset, site, 52.28, 8.05));
  }

  private static boolean assign(String site, String asset, Instant since) {
    return assignments.state(new Statement(site, Optional.of(asset), since, false), NOW);
  }

  /// What was so, without what was replaced.
  private static List<Period> history(String site) {
    return assignments.history(site).stream()
        .filter(period -> period.replacedAt().isEmpty())
        .toList();
  }

  private static Period period(String asset, Instant startsAt, Instant endsAt) {
    return new Period(
        asset, Optional.ofNullable(startsAt), Optional.ofNullable(endsAt), Optional.empty());
  }

  private static List<String> current(String site) {
    return riverside.texts(
        "SELECT coalesce(asset, 'nowhere') FROM site WHERE id = '%s'".formatted(site));
  }

  private static void execute(String statement) {
    riverside.jdbi().useHandle(handle -> handle.execute(statement));
  }

  private static String refusal(Runnable attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
