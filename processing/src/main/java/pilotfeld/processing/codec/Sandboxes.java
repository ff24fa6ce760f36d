package pilotfeld.processing.codec;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.graalvm.polyglot.Engine;
import pilotfeld.processing.codec.Answer.Ending;

/// One sandbox, and another when it is spent. For one thread.
final class Sandboxes {

  /// With which a process ends whose codec does not end otherwise. Some loops inside JavaScript's
  /// own functions never ask whether they should, and Java has no means to end them.
  static final int STUCK = 3;

  private static final Duration STUBBORN = Duration.ofSeconds(2);
  private static final Duration STUBBORN_WALL_TIME = Duration.ofSeconds(10);

  private final CodecLimits limits;
  private final Engine engine =
      Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("codec-watch").factory());
  private final Deadline deadline;
  private final Deadline stubborn = new Deadline(watch, STUBBORN, STUBBORN_WALL_TIME);
  private Sandbox sandbox;

  /// Takes as long as a first context takes, which must not count against the first payload.
  Sandboxes(CodecLimits limits) {
    this.limits = limits;
    this.deadline = new Deadline(watch, limits.time(), limits.wallTime());
    this.sandbox = new Sandbox(engine, limits);
  }

  /// Whatever the codec does, the next call finds no trace of it. Does not return if the codec
  /// cannot be stopped.
  Answer call(String codec, CodecCall call) {
    // Twice, as it may be JavaScript's first use of a part of itself; what a payload is must not
    // hang on that.
    return callInTime(codec, call).or(() -> callInTime(codec, call)).orElseGet(this::overdue);
  }

  private Answer overdue() {
    return Answer.failed(Ending.STOPPED, "codec stopped after " + limits.time().toMillis() + " ms");
  }

  private Optional<Answer> callInTime(String codec, CodecCall call) {
    var current = sandbox;
    var thread = Thread.currentThread();
    deadline.begin(thread, () -> end(current, thread));
    try {
      return current.answer(codec, call);
    } finally {
      // Only a call whose deadline could be called off leaves a context that is certain to live on.
      if (!deadline.callOff() || !current.isSound()) {
        current.destroy();
        stubborn.callOff();
        sandbox = new Sandbox(engine, limits);
      }
    }
  }

  // On a thread of its own, as it waits until the codec has ended: other deadlines must not.
  private void end(Sandbox sandbox, Thread thread) {
    stubborn.begin(thread, () -> Runtime.getRuntime().halt(STUCK));
    Thread.ofPlatform().daemon().name("codec-end").start(sandbox::destroy);
  }
}
