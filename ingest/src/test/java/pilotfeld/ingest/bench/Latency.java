package pilotfeld.ingest.bench;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import pilotfeld.ingest.bench.Frames.Frame;

/// From when a message should have been published until its rows are visible to another connection:
/// of every message at a low rate, of some at a high one.
final class Latency implements Part {

  /// Messages in a second whose rows are looked for.
  private static final int PROBES_PER_SECOND = 100;

  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int DIGITS = 3;
  private static final double MEDIAN = 50;
  private static final double HIGH = 99;
  private static final String VISIBLE =
      "SELECT identity FROM uplink WHERE identity = ANY (CAST(:identities AS uuid[]))";

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    for (var rate : rig.plan().rates()) {
      at(rate, rig, samples);
      rig.awaitFlags();
    }
  }

  private static void at(int rate, Rig rig, Samples samples) throws Exception {
    var before = rig.received();
    var begun = System.nanoTime();
    try (var probes = new Probes(rig);
        var generator = rig.generator()) {
      var every = Math.max(1, rate / PROBES_PER_SECOND);
      var count =
          generator.publish(
              rate, rig.plan().paced(), rig.frames()::json, new Sampled(probes, every)::sent);
      rig.awaitReceived(before + count);
      var seconds = (System.nanoTime() - begun) / 1e9;
      samples.add("latency.%d.uplinks".formatted(rate), "uplinks/s", count / seconds);
      add(samples, "latency." + rate, probes.histogram());
    }
  }

  /// Median, 99th percentile and most, of nanoseconds in milliseconds.
  static void add(Samples samples, String figure, Histogram nanos) {
    samples.add(figure + ".p50", "ms", nanos.getValueAtPercentile(MEDIAN) / NANOS_PER_MILLI);
    samples.add(figure + ".p99", "ms", nanos.getValueAtPercentile(HIGH) / NANOS_PER_MILLI);
    samples.add(figure + ".max", "ms", nanos.getMaxValue() / NANOS_PER_MILLI);
  }

  /// For nanoseconds up to the limit of a run.
  static Histogram histogram() {
    return new Histogram(Plan.RUN_LIMIT.multipliedBy(2).toNanos(), DIGITS);
  }

  private static final class Sampled {

    private final Probes probes;
    private final int every;
    private int number;

    Sampled(Probes probes, int every) {
      this.probes = probes;
      this.every = every;
    }

    void sent(Frame frame, long due) {
      if (number++ % every == 0) {
        probes.outstanding.put(frame.identity(), due);
      }
    }
  }

  /// Looks again and again which of the outstanding are visible.
  private static final class Probes implements AutoCloseable {

    private final Map<UUID, Long> outstanding = new ConcurrentHashMap<>();
    private final Histogram nanos = Latency.histogram();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread looking;

    Probes(Rig rig) {
      this.looking = Thread.ofPlatform().name("probes").start(() -> look(rig));
    }

    private void look(Rig rig) {
      try (var handle = rig.jdbi().open()) {
        while (!ended.get() || !outstanding.isEmpty()) {
          var asked = outstanding.keySet().toArray(UUID[]::new);
          var visible =
              handle
                  .createQuery(VISIBLE)
                  .bindArray("identities", UUID.class, (Object[]) asked)
                  .mapTo(UUID.class)
                  .list();
          var now = System.nanoTime();
          visible.forEach(each -> nanos.recordValue(now - outstanding.remove(each)));
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }

    Histogram histogram() throws InterruptedException {
      ended.set(true);
      if (!looking.join(Plan.RUN_LIMIT)) {
        throw new IllegalStateException(outstanding.size() + " messages never became rows");
      }
      return nanos;
    }

    // Whoever waits for nothing any more.
    @Override
    public void close() {
      ended.set(true);
      outstanding.clear();
    }
  }
}
