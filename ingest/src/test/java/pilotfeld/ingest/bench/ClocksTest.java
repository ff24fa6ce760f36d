package pilotfeld.ingest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClocksTest {

  private static final double BUSY_SECONDS = 0.2;

  private final long self = ProcessHandle.current().pid();

  @BeforeEach
  void linuxCounts() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "skipped: no /proc, this is no Linux");
  }

  @Test
  void aBusyThreadIsCountedInItsProcessAndInItsTree() throws Exception {
    var before = Clocks.seconds(self);
    while (Clocks.seconds(self) < before + BUSY_SECONDS) {
      // Looking is work enough, as each look costs processor time.
    }
    assertTrue(Clocks.secondsOfTree(self) >= before + BUSY_SECONDS);
    assertTrue(Clocks.secondsOfThreads(self).containsKey("other"));
  }

  @Test
  void aProcessIsTheParentOfWhatItStarts() throws Exception {
    var child = new ProcessBuilder("sleep", "60").start();
    try {
      assertEquals(self, Clocks.parent(child.pid()));
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatAProcessHoldsAtMostIsMoreThanNothing() throws Exception {
    assertTrue(Clocks.peakMebibytesOfTree(self) > 1);
  }
}
