package pilotfeld.ingest.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pilotfeld.processing.asset.Asset;
import pilotfeld.processing.asset.Differences;
import pilotfeld.processing.asset.Fault;

/// Says what became of a file of the register: what is of the file goes out, what is wrong to the
/// errors.
final class AssetsReport {

  /// How many faults are shown; a wrong column is wrong in each line.
  private static final int FAULTS_SHOWN = 100;

  private final PrintWriter out;
  private final PrintWriter errors;
  private final ZoneId zone;

  AssetsReport(PrintWriter out, PrintWriter errors, ZoneId zone) {
    this.out = out;
    this.errors = errors;
    this.zone = zone;
  }

  void ignored(List<String> headings) {
    if (!headings.isEmpty()) {
      errors.println("not taken, as no column of a register: " + String.join(", ", headings));
    }
  }

  void faults(List<Fault> faults) {
    faults.stream().limit(FAULTS_SHOWN).forEach(errors::println);
    if (faults.size() > FAULTS_SHOWN) {
      errors.printf("and %d more%n", faults.size() - FAULTS_SHOWN);
    }
    errors.printf(
        "nothing was changed: there is something to put right in %d places%n", faults.size());
  }

  void differences(Differences differences, boolean dryRun) {
    differences.added().forEach(asset -> out.printf("new      %s  %s%n", asset.id(), words(asset)));
    differences
        .changed()
        .forEach(
            change ->
                out.printf(
                    "changed  %s  %s%n", change.after().id(), String.join("; ", change.words())));
    differences.missing().forEach(each -> out.println(line(each)));
    out.printf(
        "%d new, %d changed, %d missing, %d as before%n",
        differences.added().size(),
        differences.changed().size(),
        differences.missing().size(),
        differences.unchanged());
    if (dryRun) {
      out.println("nothing was changed: it was a dry run");
    }
  }

  private static String words(Asset asset) {
    return Stream.of(
            Stream.of(asset.kind(), asset.name()),
            asset.voltageLevel().stream(),
            asset.medium().stream(),
            asset.lifecycle().stream(),
            asset.position().map(each -> each.latitude() + " " + each.longitude()).stream())
        .flatMap(each -> each)
        .collect(Collectors.joining(", "));
  }

  private String line(Differences.Missing missing) {
    var since = missing.since().map(time -> ", since " + Times.shown(time, zone)).orElse("");
    var sites =
        missing.sites().isEmpty() ? "" : ", has the sites " + String.join(", ", missing.sites());
    return "missing  %s  %s, kept%s%s".formatted(missing.id(), missing.name(), since, sites);
  }
}
