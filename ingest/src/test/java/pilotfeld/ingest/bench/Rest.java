package pilotfeld.ingest.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import pilotfeld.ingest.RunningSystem;

/// What the embedded default costs when nothing comes in: its own process, and its database.
final class Rest implements Part {

  private static final Duration SETTLE = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "rest";
  }

  @Override
  public int runs(Plan plan) {
    return plan.runs();
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var folder = Files.createTempDirectory(Path.of("target/bench"), "rest").toAbsolutePath();
    var settings =
        Map.of(
            "PILOTFELD_STATE", folder.resolve("state").toString(),
            "PILOTFELD_HTTP_PORT", Integer.toString(RunningSystem.freeTcpPort()),
            "PILOTFELD_MQTT_PORT", Integer.toString(RunningSystem.freeTcpPort()),
            "PILOTFELD_COAP_PORT", Integer.toString(RunningSystem.freeUdpPort()),
            "PILOTFELD_COAPS_PORT", Integer.toString(RunningSystem.freeUdpPort()),
            "PILOTFELD_ADMIN_PASSWORD", Rig.PASSWORD);
    try (var service = Service.start(folder, List.of(), settings, "--embedded")) {
      LockSupport.parkNanos(SETTLE.toNanos());
      var before = seconds(service);
      var begun = System.nanoTime();
      LockSupport.parkNanos(rig.plan().paced().toNanos());
      var share = (seconds(service) - before) * 1e9 / (System.nanoTime() - begun);
      samples.add("rest.embedded", "% of one core", 100 * share);
    }
  }

  private static double seconds(Service service) throws Exception {
    var sum = Clocks.seconds(service.pid());
    for (var child : ProcessHandle.of(service.pid()).orElseThrow().descendants().toList()) {
      sum += Clocks.seconds(child.pid());
    }
    return sum;
  }
}
