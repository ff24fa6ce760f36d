package pilotfeld.ingest.bench;

import pilotfeld.processing.fixture.TestDatabase;

/// The whole way where several processes share the load of one broker, all on this machine.
final class Processes {

  private Processes() {}

  static void rounds(Plan plan, Samples samples) throws Exception {
    for (var count : plan.processes()) {
      round(plan, count, samples);
    }
  }

  private static void round(Plan plan, int count, Samples samples) throws Exception {
    var database = TestDatabase.create();
    Probes.register(plan, database);
    try (var rig = Rig.on(plan, database, count)) {
      Way.drain(rig, new Samples(), "warm up", rig.frames()::json);
      for (var run = 0; run < plan.runs(); run++) {
        Way.drain(rig, samples, "processes." + count, rig.frames()::json);
        Bench.say("processes.%d %d/%d".formatted(count, run + 1, plan.runs()));
      }
    }
  }
}
