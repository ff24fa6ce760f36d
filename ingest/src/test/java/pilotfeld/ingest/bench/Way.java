package pilotfeld.ingest.bench;

import java.util.function.Supplier;
import pilotfeld.ingest.bench.Frames.Frame;

/// The whole way: what waits in the broker becomes committed rows. The service is held while its
/// queue is filled, so that the generator's own work does not count.
final class Way implements Part {

  private static final double MILLION = 1e6;

  @Override
  public String name() {
    return "way";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var newest = rig.number("SELECT coalesce(max(id), 0) FROM uplink");
    var json = drain(rig, samples, "way.json", rig.frames()::json);
    var bare = new Bare(rig).together(newest, samples);
    samples.add("way.json.of bare", "%", 100 * json / bare);
    drain(rig, samples, "way.protobuf", rig.frames()::protobuf);
    samples.add("way.json.memory", "MiB", Clocks.peakMebibytesOfTree(rig.service().pid()));
    samples.add("way.json.heap", "MiB", rig.service().peakHeapMebibytes());
  }

  /// @return uplinks per second
  static double drain(Rig rig, Samples samples, String figure, Supplier<Frame> frames)
      throws Exception {
    var uplinks = rig.plan().uplinks();
    var before = rig.received();
    fill(rig, frames);
    var usage = rig.usage();
    rig.resume();
    var begun = System.nanoTime();
    rig.awaitReceived(before + uplinks);
    var seconds = (System.nanoTime() - begun) / 1e9;
    add(samples, figure, uplinks, seconds, rig.usage().since(usage));
    rig.awaitFlags();
    samples.add(figure + ".flags after", "s", (System.nanoTime() - begun) / 1e9 - seconds);
    return uplinks / seconds;
  }

  private static void fill(Rig rig, Supplier<Frame> frames) throws Exception {
    rig.suspend();
    try (var generator = rig.generator()) {
      generator.publish(rig.plan().uplinks(), frames);
    }
  }

  private static void add(Samples samples, String figure, int uplinks, double seconds, Usage used) {
    samples.add(figure + ".uplinks", "uplinks/s", uplinks / seconds);
    samples.add(figure + ".readings", "readings/s", Frames.READINGS * uplinks / seconds);
    used.perMillionReadings(samples, figure, Frames.READINGS * uplinks / MILLION);
    samples.add(
        figure + ".service without Paho to broker and database",
        "%",
        100 * (used.service() - used.paho()) / (used.broker() + used.database()));
  }
}
