package pilotfeld.ingest.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// How long pages and their data take while uplinks come in.
final class Pages implements Part {

  /// Uplinks per second meanwhile.
  private static final int LOAD = 1_000;

  private static final Map<String, String> PATHS = paths();

  private static Map<String, String> paths() {
    var paths = new LinkedHashMap<String, String>();
    paths.put("page", "/");
    paths.put("status", "/api/status");
    paths.put("pilots", "/api/pilots");
    paths.put("readings of a site", "/api/sites/bench-0/readings");
    return paths;
  }

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var load = CompletableFuture.runAsync(() -> load(rig));
    try (var reader = new PageReader(rig.service())) {
      for (var each : PATHS.entrySet()) {
        var nanos = Latency.histogram();
        var end = System.nanoTime() + rig.plan().paced().toNanos() / PATHS.size();
        while (System.nanoTime() < end) {
          nanos.recordValue(reader.nanos(each.getValue()));
        }
        Latency.add(samples, "pages." + each.getKey(), nanos);
      }
    }
    load.get();
    rig.awaitFlags();
  }

  private static void load(Rig rig) {
    try (var generator = rig.generator()) {
      generator.publish(LOAD, rig.plan().paced(), rig.frames()::json, (_, _) -> {});
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
