package pilotfeld.processing.codec;

import java.time.Duration;

/// What a codec may use in one call.
///
/// @param time on a core, after which its context is destroyed
/// @param statements of JavaScript
/// @param output characters of JSON, and of any one text inside
/// @param processes how many calls run at once, each in a process of its own; more wait
public record CodecLimits(Duration time, long statements, int output, int processes) {

  /// Endless loops end by their statements, on any machine alike; a second is for what one
  /// statement can do.
  public static final CodecLimits DEFAULT =
      new CodecLimits(Duration.ofSeconds(1), 1_000_000, 64 * 1024, 2);

  private static final int WALL_TIME_FACTOR = 3;
  private static final int HEAP_MEGABYTES = 64;
  private static final int HEAP_BYTES_OF_AN_OUTPUT_CHARACTER = 12;

  /// How long a call may take in all, as it may have to wait for a core.
  Duration wallTime() {
    return time.multipliedBy(WALL_TIME_FACTOR);
  }

  /// The heap that a call has, together with JavaScript itself.
  int heapMegabytes() {
    return HEAP_MEGABYTES + (int) ((long) output * HEAP_BYTES_OF_AN_OUTPUT_CHARACTER >> 20);
  }
}
