package pilotfeld.processing.codec;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import pilotfeld.processing.codec.Answer.Ending;

/// Waits for the answers of processes, which end their codecs and, if they must, themselves; ends
/// those that do neither.
final class CodecPatience implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(60);

  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("codec-patience").factory());

  CodecPatience() {
    watch.setRemoveOnCancelPolicy(true);
  }

  /// @return empty if the process ended without an answer
  /// @throws IOException if it does not come up
  Optional<Answer> call(CodecProcess process, String codec, CodecCall call) throws IOException {
    awaitReady(process);
    var deadline = watch.schedule(process::kill, CALL.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return Optional.of(process.call(codec, call));
    } catch (IOException e) {
      return process.wasStuck() ? Optional.of(runaway()) : Optional.empty();
    } finally {
      deadline.cancel(false);
    }
  }

  private void awaitReady(CodecProcess process) throws IOException {
    var deadline = watch.schedule(process::kill, START.toMillis(), TimeUnit.MILLISECONDS);
    try {
      process.awaitReady();
    } finally {
      deadline.cancel(false);
    }
  }

  private static Answer runaway() {
    return Answer.failed(
        Ending.WITH_ITS_PROCESS, "codec could not be stopped but by ending its process");
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
