package pilotfeld.ingest.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Runs the parts one after the other, tells how far it is, and prints one table at the end.
///
/// The properties `bench.*` choose; see `Plan`.
public final class Bench {

  private static final List<Part> PARTS =
      List.of(
          new CodecCalls(),
          new Way(),
          new Concurrent(),
          new Latency(),
          new Coap(),
          new Pages(),
          new Exporting(),
          new Rebuilding(),
          new SpoolDrain(),
          new Rest());

  private final Plan plan;
  private final Samples samples = new Samples();

  private Bench(Plan plan) {
    this.plan = plan;
  }

  public static void main(String[] arguments) throws Exception {
    var bench = new Bench(Plan.fromProperties());
    bench.parts();
    bench.rounds();
    System.out.println(bench.report().table());
    System.exit(0);
  }

  // Written after each part, so that what was measured is kept whatever becomes of the next.
  private Report report() throws IOException {
    var report = new Report(conditions(), samples.figures());
    report.write(plan.output());
    return report;
  }

  private void parts() throws Exception {
    var wanted = new ArrayList<>(PARTS.stream().filter(each -> plan.wants(each.name())).toList());
    if (wanted.isEmpty()) {
      return;
    }
    try (var rig = Rig.start(plan)) {
      for (var part : wanted) {
        part(rig, part);
        report();
      }
    }
  }

  // What was measured before is told, whatever becomes of the large rounds.
  private void rounds() {
    try {
      Growth.readings(plan, samples);
      Growth.fleets(plan, samples);
      Processes.rounds(plan, samples);
    } catch (Exception e) {
      say("the rounds on many readings, devices and processes ended: " + e);
      e.printStackTrace(System.out);
    }
  }

  // The first run warms up, where there is more than one.
  private void part(Rig rig, Part part) {
    var runs = part.runs(plan);
    for (var run = 1; run <= runs; run++) {
      var begun = System.nanoTime();
      var given = new Samples();
      try {
        part.run(rig, given);
      } catch (Exception e) {
        say("%s %d/%d failed: %s".formatted(part.name(), run, runs, e));
        e.printStackTrace(System.out);
        return;
      }
      if (run > 1 || runs == 1) {
        samples.addAll(given);
      }
      var took = Duration.ofNanos(System.nanoTime() - begun).truncatedTo(ChronoUnit.MILLIS);
      say("%s %d/%d took %s".formatted(part.name(), run, runs, took));
    }
  }

  /// A line on how far it is.
  static void say(String line) {
    System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  private String conditions() {
    return "%d cores, Java %s, %d devices, %d uplinks in a queue, broker writes its queue %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            plan.devices(),
            plan.uplinks(),
            plan.brokerOfProject() ? "as the project has it" : "once a second");
  }
}
