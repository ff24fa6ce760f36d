package pilotfeld.processing.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.embedded.PostgresProcess;

class IdBlocksIT {

  @TempDir private Path folder;

  @Test
  void whatAKilledServerHasForgottenIsNotGivenOutTwice() throws Exception {
    try (var postgres = PostgresProcess.start(folder)) {
      var settings = postgres.create("numbers", "");
      Database.open(settings).close();
      var ids = new IdBlocks();
      try (var connection = connection(settings)) {
        // The first number after it is the one that the server's log must have, and has not yet.
        connection.createStatement().execute("CHECKPOINT");
        connection.setAutoCommit(false);
        ids.take(connection, 1);
        postgres.kill();
      }
      postgres.start();
      ids.forget();
      try (var connection = connection(settings)) {
        var mine = ids.take(connection, 1)[0];
        var others = new IdBlocks().take(connection, IdBlocks.BLOCK);

        assertTrue(LongStream.of(others).noneMatch(number -> number == mine));
      }
    }
  }

  private static Connection connection(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }
}
