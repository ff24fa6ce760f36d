package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.pilot.Changes;
import pilotfeld.processing.pilot.Done;
import pilotfeld.processing.pilot.Done.Step;
import pilotfeld.processing.pilot.PilotFile;
import pilotfeld.processing.pilot.PilotImport;
import pilotfeld.processing.pilot.PilotRow;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.LineFault;

/// `/api/device-imports`: the devices of a whole pilot, which come as a file.
final class DeviceImports {

  private final PilotImport imports;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  DeviceImports(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.imports = new PilotImport(jdbi, _ -> Optional.empty(), zone);
    this.audit = new Audit(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations.answer("importDevices", this::take);
  }

  private record Line(long line, String device, String site, Instant since, String step) {

    static Line of(Done done) {
      return new Line(done.line(), done.device(), done.site(), done.since(), done.step().text());
    }
  }

  /// What became of a file, or would; of the lists, the first.
  private record Taken(
      boolean dryRun,
      int registered,
      int completed,
      int unchanged,
      int sitesAdded,
      int sitesCompleted,
      List<Line> lines,
      List<String> ignored) {

    static Taken of(Changes changes, List<String> ignored, boolean dryRun) {
      return new Taken(
          dryRun,
          changes.count(Step.REGISTERED),
          changes.count(Step.COMPLETED),
          changes.count(Step.UNCHANGED),
          changes.newSites().size(),
          changes.completedSites().size(),
          changes.done().stream().limit(FileProblem.TOLD_LIMIT).map(Line::of).toList(),
          ignored.stream().limit(FileProblem.TOLD_LIMIT).toList());
    }
  }

  private Answer take(Call call) {
    return switch (PilotFile.read(call.bytes(), zone)) {
      case Unreadable<PilotRow>(var why) -> throw FileProblem.unreadable("The file: " + why + ".");
      case Readable<PilotRow> rows -> take(call, rows);
    };
  }

  private Answer take(Call call, Readable<PilotRow> rows) {
    var dryRun = call.choice("dryRun").orElse(false);
    // To make a pilot is another permission.
    var request = new PilotImport.Request(false, dryRun);
    return switch (imports.take(rows, request, clock.instant(), _ -> {})) {
      case PilotImport.Refused(var faults) -> throw refused(faults);
      case PilotImport.Taken(var changes) -> {
        var taken = Taken.of(changes, rows.leftOut(), dryRun);
        if (!dryRun) {
          audit.add(call.actor(), entry(taken));
        }
        yield Answer.of(taken);
      }
    };
  }

  private static Problem refused(List<LineFault> faults) {
    return FileProblem.refused(
        faults.stream()
            .map(each -> new Problem.Fault("body", "line " + each.line(), each.why()))
            .toList());
  }

  private static AuditEntry entry(Taken taken) {
    return AuditEntry.of(
        Action.DEVICES_IMPORTED,
        Map.of(
            "registered", Integer.toString(taken.registered),
            "completed", Integer.toString(taken.completed),
            "unchanged", Integer.toString(taken.unchanged),
            "sites_added", Integer.toString(taken.sitesAdded),
            "sites_completed", Integer.toString(taken.sitesCompleted)));
  }
}
