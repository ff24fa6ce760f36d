package pilotfeld.ingest.demo.world;

import java.time.Duration;
import java.time.Instant;

/// Randomness without state: the same seed and index give the same number in every run and order.
public record Noise(long seed) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /// A stream of its own, named by what it is for.
  public Noise of(String name) {
    var hash = FNV_OFFSET;
    for (var index = 0; index < name.length(); index++) {
      hash = (hash ^ name.charAt(index)) * FNV_PRIME;
    }
    return new Noise(mix(seed ^ hash));
  }

  /// A stream of its own for each index.
  public Noise of(long index) {
    return new Noise(bits(index));
  }

  /// 64 evenly spread bits.
  public long bits(long index) {
    return mix(seed + GOLDEN * (index + 1));
  }

  /// Evenly spread in [0, 1).
  public double uniform(long index) {
    return (bits(index) >>> 11) * 0x1p-53;
  }

  /// Evenly spread in [from, to).
  public double between(double from, double to, long index) {
    return from + (to - from) * uniform(index);
  }

  /// Normally distributed with mean 0 and deviation 1, never beyond 4 (Box and Muller 1958).
  public double gaussian(long index) {
    var radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * index)));
    var value = radius * Math.cos(2 * Math.PI * uniform(2 * index + 1));
    return Math.clamp(value, -4, 4);
  }

  /// Measurement noise: normally distributed, another value for every second.
  public double gaussian(Instant time) {
    return gaussian(time.getEpochSecond());
  }

  /// A smooth curve in (-1, 1) that turns about once per `scale`.
  public double smooth(Instant time, Duration scale) {
    var position = (double) time.toEpochMilli() / scale.toMillis();
    var left = (long) Math.floor(position);
    var part = position - left;
    var ease = part * part * (3 - 2 * part);
    return between(-1, 1, left) * (1 - ease) + between(-1, 1, left + 1) * ease;
  }

  // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
  private static long mix(long value) {
    var first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    var second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }
}
