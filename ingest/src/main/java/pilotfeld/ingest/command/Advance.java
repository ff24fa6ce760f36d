package pilotfeld.ingest.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// Shows on the terminal, from time to time, how far a long command has come.
final class Advance<T> implements Consumer<T> {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final Function<T, String> line;
  private long next = System.nanoTime() + PAUSE.toNanos();

  /// @param line in which it is told how far it has come
  Advance(PrintWriter out, Function<T, String> line) {
    this.out = out;
    this.line = line;
  }

  @Override
  public void accept(T soFar) {
    if (System.nanoTime() - next >= 0) {
      out.println("… " + line.apply(soFar));
      out.flush();
      next = System.nanoTime() + PAUSE.toNanos();
    }
  }
}
