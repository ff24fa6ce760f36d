package pilotfeld.processing.codec;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import pilotfeld.processing.codec.Answer.Ending;

/// Waits for the answers of processes, which end their codecs and, if they must, themselves; ends
/// those that do neither.
final class CodecPatience implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CALLS = Duration.ofSeconds(60);

  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("codec-patience").factory());

  CodecPatience() {
    watch.setRemoveOnCancelPolicy(true);
  }

  /// @return the answers in the order of the calls; fewer if the process stopped behind one that
  ///   overran its limits, or ended
  /// @throws IOException if it does not come up
  List<Answer> call(CodecProcess process, List<CodecRequest> batch) throws IOException {
    awaitReady(process);
    var deadline = watch.schedule(process::kill, CALLS.toMillis(), TimeUnit.MILLISECONDS);
    try {
      var answers = process.call(batch);
      // Of several it is not certain which one it was.
      return answers.isEmpty() && batch.size() == 1 && process.wasStuck()
          ? List.of(runaway())
          : answers;
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
