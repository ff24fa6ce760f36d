package pilotfeld.ingest.bench;

/// The whole way while the generator publishes as fast as the broker takes it, beside everything
/// else on the machine.
final class Concurrent implements Part {

  @Override
  public String name() {
    return "concurrent";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var uplinks = rig.plan().uplinks();
    var before = rig.received();
    var begun = System.nanoTime();
    try (var generator = rig.generator()) {
      generator.publish(uplinks, rig.frames()::json);
    }
    rig.awaitReceived(before + uplinks);
    samples.add(
        "concurrent.json.uplinks", "uplinks/s", uplinks * 1e9 / (System.nanoTime() - begun));
    rig.awaitFlags();
  }
}
