package pilotfeld.processing.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCopyTest {

  private static final int COPIES = 20;

  @TempDir private Path state;

  private Path spool() {
    return state.resolve("spool");
  }

  private Spool restored(Path copy) throws IOException {
    var target = state.resolve("restored-" + copy.getFileName());
    SpoolCopy.restore(copy, target);
    return Spool.open(target, Waiting.ROOM);
  }

  @Test
  void aCopyHoldsWhatWaitsWhileTheSpoolIsInUse() throws IOException {
    try (var spool = Spool.open(spool(), Waiting.ROOM)) {
      spool.add(Waiting.entries(5));

      assertEquals(5, SpoolCopy.write(spool(), state.resolve("copy")));

      try (var restored = restored(state.resolve("copy"))) {
        assertEquals(Waiting.numbers(spool), Waiting.numbers(restored));
        assertEquals(spool.name(), restored.name());
      }
    }
    assertEquals(List.of(spool()), SpoolCopy.spools(state));
  }

  @Test
  void whatWasAcknowledgedBeforeIsInACopyThatIsTakenWhileMoreComesAndGoes() throws Exception {
    var added = new AtomicInteger();
    try (var spool = Spool.open(spool(), Waiting.ROOM)) {
      var writing = Thread.ofVirtual().start(() -> addUntilInterrupted(spool, added));
      for (var number = 0; number < COPIES; number++) {
        var before = added.get();
        var copy = state.resolve("copy-" + number);
        SpoolCopy.write(spool(), copy);
        assertHolds(copy, before);
      }
      writing.interrupt();
      writing.join();
    }
  }

  private void assertHolds(Path copy, int count) throws IOException {
    try (var restored = restored(copy)) {
      var held = restored.standing().messages();
      assertTrue(held >= count, () -> held + " of " + count);
      var first = Waiting.numbers(restored);
      assertEquals(IntStream.range(0, first.size()).boxed().toList(), first);
    }
  }

  private static void addUntilInterrupted(Spool spool, AtomicInteger added) {
    while (!Thread.currentThread().isInterrupted()) {
      spool.add(List.of(Waiting.large(added.get())));
      added.incrementAndGet();
    }
  }

  @Test
  void aSpoolThatIsThereIsNotWrittenOver() throws IOException {
    Spool.open(spool(), Waiting.ROOM).close();
    SpoolCopy.write(spool(), state.resolve("copy"));

    var refusal =
        assertThrows(IOException.class, () -> SpoolCopy.restore(state.resolve("copy"), spool()));

    assertTrue(refusal.getMessage().startsWith("there is a spool in "), refusal.getMessage());
  }

  @Test
  void aDamagedSpoolIsNotCopiedAsIfItWereSound() throws IOException {
    Files.createDirectories(spool());
    Files.writeString(spool().resolve("spool.db"), "no database at all, for sure".repeat(100));
    Files.writeString(spool().resolve("name"), "name");

    assertThrows(IOException.class, () -> SpoolCopy.write(spool(), state.resolve("copy")));
  }
}
