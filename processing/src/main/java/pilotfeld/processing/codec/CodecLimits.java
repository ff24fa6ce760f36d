package pilotfeld.processing.codec;

import java.time.Duration;

/// What a codec may use in one call.
///
/// @param time wall time, after which its context is destroyed
/// @param statements of JavaScript
/// @param output characters of JSON, and of any one text inside
/// @param contexts how many calls run at once; more wait
public record CodecLimits(Duration time, long statements, int output, int contexts) {

  /// Endless loops end by their statements, on any machine alike; a second is for what one
  /// statement can do, on a machine that is busy.
  public static final CodecLimits DEFAULT =
      new CodecLimits(
          Duration.ofSeconds(1),
          1_000_000,
          64 * 1024,
          Math.max(2, Runtime.getRuntime().availableProcessors()));
}
