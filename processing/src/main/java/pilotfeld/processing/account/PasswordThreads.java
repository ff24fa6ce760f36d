package pilotfeld.processing.account;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Looks at passwords on a few threads of its own: each look costs some of a second of a processor
/// and 19 MiB, and on the carriers of the virtual threads a flood of them would stop the intake.
final class PasswordThreads {

  /// Passwords that may wait for their turn.
  static final int QUEUE_LIMIT = 16;

  /// At most half of the processors.
  static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE_LIMIT),
          Thread.ofPlatform().daemon().name("password-", 0).factory());

  PasswordThreads() {
    threads.allowCoreThreadTimeOut(true);
  }

  /// Waits for its turn, and for the answer.
  ///
  /// @throws TooManyAtOnce if too many wait already
  <T> T inTurn(Supplier<T> look) {
    try {
      return CompletableFuture.supplyAsync(look, threads).join();
    } catch (RejectedExecutionException e) {
      throw new TooManyAtOnce();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
