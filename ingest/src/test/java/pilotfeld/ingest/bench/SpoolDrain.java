package pilotfeld.ingest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import pilotfeld.processing.fixture.TestDatabase;

/// What waits on disk while the database is away, and how fast it comes into the tables afterwards.
final class SpoolDrain implements Part {

  private static final long QUIET = Duration.ofSeconds(3).toNanos();

  @Override
  public String name() {
    return "spool";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var uplinks = rig.plan().uplinks();
    var before = rig.received();
    TestDatabase.takeAway(rig.database());
    var begun = System.nanoTime();
    try (var generator = rig.generator()) {
      generator.publish(uplinks, rig.frames()::json);
      var last = awaitQuiet(rig);
      samples.add("spool.taken", "uplinks/s", uplinks * 1e9 / (last - begun));
    } finally {
      TestDatabase.bringBack(rig.database());
    }
    drained(rig, samples, before + uplinks);
  }

  private static void drained(Rig rig, Samples samples, long received) {
    var first = rig.received();
    rig.await("spool that drains", () -> rig.received() > first);
    var begun = System.nanoTime();
    var from = rig.received();
    rig.awaitReceived(received);
    samples.add(
        "spool.drained", "uplinks/s", (received - from) * 1e9 / (System.nanoTime() - begun));
    rig.awaitFlags();
  }

  /// @return when the spool grew last, by `System.nanoTime`
  private static long awaitQuiet(Rig rig) {
    var growth = new Growing(rig);
    rig.await("spool that has all", growth::isOver);
    return growth.last;
  }

  // The log of a write-ahead file is written over and does not grow: its time tells.
  private static final class Growing {

    private final Rig rig;
    private long newest;
    private long last = System.nanoTime();

    Growing(Rig rig) {
      this.rig = rig;
    }

    boolean isOver() {
      var now = changed();
      if (now != newest) {
        newest = now;
        last = System.nanoTime();
      }
      return System.nanoTime() - last > QUIET;
    }

    private long changed() {
      try (var files = Files.list(rig.spool())) {
        return files.mapToLong(each -> each.toFile().lastModified()).max().orElse(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
