package pilotfeld.processing.codec;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Engine;
import pilotfeld.processing.codec.Answer.Ending;

/// One sandbox, and another when it is spent. For one thread.
final class Sandboxes {

  private final CodecLimits limits;
  private final Engine engine =
      Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("codec-watch").factory());
  private Sandbox sandbox;

  /// Takes as long as a first context takes, which must not count against the first payload.
  Sandboxes(CodecLimits limits) {
    this.limits = limits;
    this.sandbox = new Sandbox(engine, limits);
  }

  /// Whatever the codec does, the next call finds no trace of it. Does not return if the codec
  /// cannot be stopped.
  Answer call(String codec, CodecCall call) {
    // Twice, as it may be the machine that was slow, or JavaScript's first use of a part of
    // itself; what a payload is must not hang on that.
    return callInTime(codec, call).or(() -> callInTime(codec, call)).orElseGet(this::overdue);
  }

  private Answer overdue() {
    return Answer.failed(Ending.STOPPED, "codec stopped after " + limits.time().toMillis() + " ms");
  }

  private Optional<Answer> callInTime(String codec, CodecCall call) {
    var current = sandbox;
    var deadline =
        watch.schedule(() -> end(current), limits.time().toNanos(), TimeUnit.NANOSECONDS);
    try {
      return current.answer(codec, call);
    } finally {
      // Only a call whose deadline could be called off leaves a context that is certain to live on.
      if (!deadline.cancel(false) || !current.isSound()) {
        current.destroy();
        sandbox = new Sandbox(engine, limits);
      }
    }
  }

  // On a thread of its own, as it waits until the codec has ended: other deadlines must not.
  private static void end(Sandbox sandbox) {
    Thread.ofPlatform().daemon().name("codec-end").start(sandbox::destroy);
  }
}
