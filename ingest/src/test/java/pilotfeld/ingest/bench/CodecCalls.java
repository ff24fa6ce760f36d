package pilotfeld.ingest.bench;

import java.time.Duration;
import java.time.Instant;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;

/// Calls of the model's codec by one thread, in this process.
final class CodecCalls implements Part {

  private static final Duration SPELL = Duration.ofSeconds(3);
  private static final int PORT = 1;

  @Override
  public String name() {
    return "codec";
  }

  @Override
  public void run(Rig rig, Samples samples) {
    var script = Rig.model().codec().orElseThrow();
    try (var codecs = new Codecs(CodecLimits.DEFAULT)) {
      calls(codecs, script);
      samples.add("limit.codec", "calls/s of one core", calls(codecs, script));
    }
  }

  private static double calls(Codecs codecs, String script) {
    var begun = System.nanoTime();
    var count = 0;
    while (System.nanoTime() - begun < SPELL.toNanos()) {
      if (codecs.decode(script, Frames.payload(count), PORT, Instant.EPOCH)
          instanceof Decoded.Failed(var reason)) {
        throw new IllegalStateException(reason);
      }
      count++;
    }
    return count * 1e9 / (System.nanoTime() - begun);
  }
}
