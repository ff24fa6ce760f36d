package pilotfeld.ingest.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;

/// Calls of the model's codec by many callers at once, as messages come, for each second of
/// processor time that they and the processes of codecs use.
final class CodecCalls implements Part {

  // New processes compile for so long, which those of a service that runs do not.
  private static final Duration WARM_UP = Duration.ofSeconds(12);
  private static final Duration SPELL = Duration.ofSeconds(5);
  private static final int CALLERS = 64;
  private static final int PORT = 1;

  @Override
  public String name() {
    return "codec";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var script = Probes.model().codec().orElseThrow();
    try (var codecs = new Codecs(CodecLimits.DEFAULT)) {
      calls(codecs, script, WARM_UP);
      var before = secondsSoFar();
      var count = calls(codecs, script, SPELL);
      samples.add("limit.codec", "calls/s of one core", count / (secondsSoFar() - before));
    }
  }

  private static double secondsSoFar() throws IOException {
    return Clocks.secondsOfTree(ProcessHandle.current().pid());
  }

  private static int calls(Codecs codecs, String script, Duration spell) throws Exception {
    var count = new AtomicInteger();
    var end = System.nanoTime() + spell.toNanos();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, CALLERS)
              .mapToObj(_ -> callers.submit(() -> call(codecs, script, count, end)))
              .toList();
      for (var each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a codec could not be called", e.getCause());
    }
    return count.get();
  }

  private static void call(Codecs codecs, String script, AtomicInteger count, long end) {
    while (System.nanoTime() < end) {
      var payload = Frames.payload(count.getAndIncrement());
      if (codecs.decode(script, payload, PORT, Instant.EPOCH)
          instanceof Decoded.Failed(var reason)) {
        throw new IllegalStateException(reason);
      }
    }
  }
}
