package pilotfeld.ingest.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import pilotfeld.processing.worker.Rebuilt;

/// Shows on the terminal, from time to time, how far a long command has come.
final class Advance implements Consumer<Rebuilt> {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private long next = System.nanoTime() + PAUSE.toNanos();

  Advance(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(Rebuilt soFar) {
    if (System.nanoTime() - next >= 0) {
      out.println("… " + Workshop.line(soFar));
      out.flush();
      next = System.nanoTime() + PAUSE.toNanos();
    }
  }
}
