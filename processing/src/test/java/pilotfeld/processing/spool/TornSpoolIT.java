package pilotfeld.processing.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a spool still has whose process was killed, or whose log was torn.
class TornSpoolIT {

  private static final int KILLED_AFTER = 300;

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("spool"));
  }

  @Test
  void whatAKilledProcessHasSpooledIsThereAfterwards() throws Exception {
    for (var round = 0; round < 3; round++) {
      var known = lastOfKilledProcess();
      try (var spool = Spool.open(folder, Waiting.ROOM)) {
        var found = Waiting.numbers(spool);

        assertTrue(found.size() > known, "of " + known + " there are " + found.size());
        assertEquals(IntStream.range(0, found.size()).boxed().toList(), found);
        spool.removeThrough(spool.first(Integer.MAX_VALUE).through());
      }
    }
  }

  // The number of the last message that it said to be durable.
  private int lastOfKilledProcess() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolingProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var last = "-1";
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        last = line;
        if (line.equals("" + KILLED_AFTER)) {
          // Not by the process itself: that would close what it has still to say.
          process.toHandle().destroyForcibly();
        }
      }
      assertFalse(process.onExit().get().exitValue() == 0, "it ended by itself");
      return Integer.parseInt(last);
    }
  }

  @Test
  void aLogThatIsTornAtAnyByteOfItsLastTransactionLosesNoOther() throws IOException {
    var log = WrittenLog.in(folder);

    for (var at = log.begin(); at < log.end(); at++) {
      assertHoldsAllBefore(log.cutAt(at), "cut at byte " + at);
    }
  }

  @Test
  void aLogThatIsDamagedAtAnyByteOfItsLastTransactionLosesNoOtherAndIsNamed() throws IOException {
    var log = WrittenLog.in(folder);

    for (var at = log.begin(); at < log.end(); at++) {
      assertHoldsAllBefore(log.damagedAt(at), "damaged at byte " + at);
    }
    assertHoldsAllBefore(log.damagedAt(log.end() - 1), "damaged at its end");
    assertTrue(Files.exists(log.torn().resolve("spool.db-wal.unreadable")));
  }

  @Test
  void aLogWithoutItsHeaderIsNamedAndKept() throws IOException {
    var log = WrittenLog.in(folder);

    for (var at = 0; at < WrittenLog.HEADER; at++) {
      try (var spool = Spool.open(log.damagedAt(at), Waiting.ROOM)) {
        assertTrue(spool.isEmpty());
        assertTrue(Files.exists(log.torn().resolve("spool.db-wal.unreadable")), "damaged at " + at);
      }
    }
  }

  private static void assertHoldsAllBefore(Path torn, String how) {
    try (var spool = Spool.open(torn, Waiting.ROOM)) {
      assertEquals(WrittenLog.BEFORE, Waiting.numbers(spool), how);
    }
  }
}
