package pilotfeld.processing.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PostgresToolTest {

  @Test
  void aProgramThatIsNotInstalledIsNamedWithItsPackage() {
    assertEquals(
        "pg_dump_of_nobody is not installed: install PostgreSQL's client programs of version 17 or later (on Debian postgresql-client-17)",
        refusal("pg_dump_of_nobody", 17));
  }

  @Test
  void oneThatIsOlderThanTheServerIsNotUsed() {
    BackupIT.needsPgDump();

    var refusal = refusal("pg_dump", 99);

    assertTrue(
        refusal.matches(
            "pg_dump is of version \\d+, and the server of 99: install postgresql-client-99 or later, and put it first on the PATH"),
        refusal);
  }

  private static String refusal(String name, int major) {
    return assertThrows(IOException.class, () -> PostgresTool.find(name, major)).getMessage();
  }
}
