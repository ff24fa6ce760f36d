package pilotfeld.processing.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.graalvm.polyglot.Engine;

/// A small pool of JavaScript contexts that share one engine. Safe for use from any thread.
public final class Codecs implements AutoCloseable {

  private final CodecLimits limits;
  private final Engine engine;
  private final Semaphore permits;
  private final Deque<Sandbox> idle = new ArrayDeque<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("codec-watch").factory());
  private final CodecThreads threads;

  public Codecs(CodecLimits limits) {
    this.limits = limits;
    this.permits = new Semaphore(limits.contexts());
    this.threads = new CodecThreads(limits.time());
    this.engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    // The first contexts take long, which must not count against the first payload.
    for (var context = 0; context < limits.contexts(); context++) {
      give(new Sandbox(engine, limits));
    }
  }

  /// Decodes one payload; whatever the codec does, it ends, and the next call finds no trace of it.
  ///
  /// @param codec JavaScript with a `decodeUplink` (TS013), else a `Decoder(bytes, port)`, else a
  ///   `Decode(fPort, bytes, variables)`
  /// @param payload application payload
  /// @param port LoRaWAN FPort
  /// @param time when it was sent, given to the codec as `recvTime`; its clock stands there too
  public Decoded decode(String codec, byte[] payload, int port, Instant time) {
    return call(codec, sandbox -> sandbox.decode(codec, payload, port, time));
  }

  /// The same for a codec of either kind.
  public Decoded decode(Codec codec, byte[] payload, int port, Instant time) {
    return switch (codec) {
      case Codec.Script(var source) -> decode(source, payload, port, time);
      case Codec.CayenneLpp() -> CayenneLpp.decode(payload);
    };
  }

  /// Calls one function of a codec, under the same limits; for proving codecs.
  ///
  /// @param input as TS013 has it; `recvTime` as text becomes a `Date`
  /// @param time at which the codec's clock stands
  /// @return the function's whole result as the data
  public Decoded apply(String codec, CodecFunction function, JsonNode input, Instant time) {
    return call(codec, sandbox -> sandbox.apply(codec, function, input, time));
  }

  private Decoded call(String codec, Function<Sandbox, Optional<Decoded>> use) {
    permits.acquireUninterruptibly();
    try {
      // Twice, as it may be the machine that was slow, or JavaScript's first use of a part of
      // itself; what a payload is must not hang on that.
      return threads
          .run(codec, () -> callIn(take(), use))
          .or(() -> threads.run(codec, () -> callIn(take(), use)))
          .orElseGet(this::overdue);
    } finally {
      permits.release();
    }
  }

  private Decoded overdue() {
    return new Decoded.Failed("codec stopped after " + limits.time().toMillis() + " ms");
  }

  private Optional<Decoded> callIn(Sandbox sandbox, Function<Sandbox, Optional<Decoded>> use) {
    var deadline =
        watch.schedule(() -> end(sandbox), limits.time().toNanos(), TimeUnit.NANOSECONDS);
    try {
      return use.apply(sandbox);
    } finally {
      // Only a call whose deadline could be called off leaves a context that is certain to live on.
      if (deadline.cancel(false) && sandbox.isSound()) {
        give(sandbox);
      } else {
        sandbox.destroy();
      }
    }
  }

  // On a thread of its own, as it waits until the codec has ended: other deadlines must not.
  private static void end(Sandbox sandbox) {
    Thread.ofPlatform().daemon().name("codec-end").start(sandbox::destroy);
  }

  private Sandbox take() {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return new Sandbox(engine, limits);
  }

  private void give(Sandbox sandbox) {
    synchronized (idle) {
      idle.push(sandbox);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    synchronized (idle) {
      idle.forEach(Sandbox::destroy);
      idle.clear();
    }
    if (threads.close()) {
      engine.close();
    }
  }
}
