package pilotfeld.ingest.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds a command until the process is told to end (Ctrl-C, SIGTERM), and the end until everything
/// is closed.
final class UntilStopped {

  /// How long closing may take; a process that hangs is of no use to anybody.
  private static final int CLOSE_SECONDS = 9;

  private UntilStopped() {}

  /// Something that runs until it is told to end.
  interface Service {
    /// Starts, waits for `stop`, and closes.
    int run(CountDownLatch stop) throws Exception;
  }

  static int run(Service service) throws Exception {
    var stop = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              stop.countDown();
              awaitQuietly(closed);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return service.run(stop);
    } finally {
      closed.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch closed) {
    try {
      if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("not everything could be closed in " + CLOSE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
