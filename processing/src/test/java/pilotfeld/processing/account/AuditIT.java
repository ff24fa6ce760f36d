package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Staff.CALLER;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.fixture.TestDatabase;

class AuditIT {

  private static final String REPLICA = "SET LOCAL session_replication_role = replica; ";

  private final Staff staff = new Staff(TestDatabase.createForPlainOwner());

  @AfterEach
  void close() {
    staff.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit SET actor = 'nobody'",
        "UPDATE audit SET actor = 'nobody' WHERE false",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "INSERT INTO audit (id, way, origin, action) OVERRIDING SYSTEM VALUE VALUES (1, 'a', 'b', 'c') ON CONFLICT (id) DO UPDATE SET actor = 'nobody'"
      })
  void theServiceItselfCannotAlterOrDeleteWhatIsInIt(String statement) {
    staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    var before = staff.texts("SELECT audit::text FROM audit");

    var refusal = assertThrows(JdbiException.class, () -> execute(staff, statement));

    assertTrue(refusal.getMessage().contains("audit is append-only"), refusal::getMessage);
    assertEquals(before, staff.texts("SELECT audit::text FROM audit"));
  }

  @Test
  void norCanASuperuserWhoOnlyReplaysWhatOthersWrote() {
    try (var other = new Staff()) {
      other.accounts().add(CALLER, "anna", Role.ENGINEER);

      assertThrows(JdbiException.class, () -> execute(other, REPLICA + "DELETE FROM audit"));
      assertEquals(List.of("root command account_added anna"), other.trail());
    }
  }

  @Test
  void whatCannotBeInTheTrailIsNotDone() {
    staff.accounts().ensureAdministrator(Optional.of("a password for tests"));
    staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    var before = staff.texts("SELECT account::text FROM account ORDER BY name");
    execute(staff, "ALTER TABLE audit ADD CONSTRAINT full_up CHECK (id < 3)");

    assertFails(() -> staff.accounts().add(CALLER, "bert", Role.EVALUATOR));
    assertFails(() -> staff.accounts().renewPassword(CALLER, "anna"));
    assertFails(() -> staff.logins().open(attempt(), Instant.now()));

    assertEquals(before, staff.texts("SELECT account::text FROM account ORDER BY name"));
    assertEquals(List.of("0"), staff.texts("SELECT count(*)::text FROM login"));
  }

  @Test
  void theExportHasEveryEntryAndThatItWasMade() throws IOException {
    staff.accounts().add(CALLER, "anna", Role.ENGINEER);
    staff
        .audit()
        .add(CALLER, AuditEntry.of(Action.REPLAY_BEGUN, Map.of("cause", "no \"SenML\",\n=1+1")));
    var csv = new StringWriter();

    var rows = staff.audit().write(CALLER, Instant.EPOCH, Instant.now().plusSeconds(60), csv);

    assertEquals(3, rows);
    var lines = CsvReader.builder().ofNamedCsvRecord(csv.toString()).stream().toList();
    assertEquals(
        List.of("account_added", "replay_begun", "audit_exported"),
        lines.stream().map(line -> line.getField("action")).toList());
    assertEquals("{\"role\": \"engineer\"}", lines.getFirst().getField("detail"));
    assertEquals("anna", lines.getFirst().getField("subject"));
    assertEquals("{\"cause\": \"no \\\"SenML\\\",\\n=1+1\"}", lines.get(1).getField("detail"));
  }

  @Test
  void whatIsTooLongIsCutAndKept() {
    staff
        .audit()
        .add(
            Actor.atCommandLine("u".repeat(1_000)),
            AuditEntry.of(Action.REPLAY_BEGUN, Map.of("cause", "c".repeat(1_000))));

    assertEquals(
        List.of("200 400"),
        staff.texts("SELECT length(actor) || ' ' || length(detail ->> 'cause') FROM audit"));
  }

  private Attempt attempt() {
    return new Attempt("admin", "a password for tests", Staff.HERE);
  }

  private static void assertFails(Supplier<?> change) {
    var failure = assertThrows(JdbiException.class, change::get);
    assertTrue(failure.getMessage().contains("full_up"), failure::getMessage);
  }

  private static void execute(Staff staff, String statement) {
    staff.jdbi().useTransaction(handle -> handle.execute(statement));
  }
}
