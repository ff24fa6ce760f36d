package pilotfeld.ingest.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.pilot.Changes;
import pilotfeld.processing.pilot.Done.Step;
import pilotfeld.processing.pilot.PilotFile;
import pilotfeld.processing.pilot.PilotImport;
import pilotfeld.processing.pilot.PilotRow;
import pilotfeld.processing.pilot.Progress;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.LineFault;

/// `device import`: the devices of a whole pilot; ends with 1 if a line cannot be taken, then none
/// is.
@Command(
    name = "import",
    description =
        "Puts the devices of a file at their sites, which are made if they are new: CSV with the columns DevEUI, pilot"
            + " and site, and, if they are there, model, since, name, latitude, longitude, height, asset and note. It is"
            + " taken whole or not at all, and may be taken again.",
    mixinStandardHelpOptions = true)
final class DeviceImportCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  /// How many faults are shown; a wrong column is wrong in each line.
  private static final int FAULTS_SHOWN = 100;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file;

  @Option(names = "--new-pilots", description = "Pilots that are not there are made, too.")
  private boolean newPilots;

  @Option(names = "--dry-run", description = "Only says what would change.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var settings = Settings.from(System.getenv());
    return switch (PilotFile.read(GivenFile.bytes(file, PilotFile.BYTES_LIMIT), settings.zone())) {
      case Unreadable<PilotRow>(var why) -> throw new IllegalArgumentException(file + ": " + why);
      case Readable<PilotRow> rows -> take(settings, rows);
    };
  }

  private int take(Settings settings, Readable<PilotRow> rows) throws IOException {
    var errors = spec.commandLine().getErr();
    if (!rows.leftOut().isEmpty()) {
      errors.println(
          "columns not looked at: " + Table.printable(String.join(", ", rows.leftOut())));
    }
    try (var connection = Connection.open(settings)) {
      var imports =
          new PilotImport(
              connection.database().jdbi(),
              model -> ModelFolders.find(model, settings.models()),
              settings.zone());
      var request = new PilotImport.Request(newPilots, dryRun);
      var advance = new Advance<>(errors, DeviceImportCommand::line);
      return switch (imports.take(rows, request, Clock.systemUTC().instant(), advance)) {
        case PilotImport.Refused(var faults) -> {
          say(faults);
          yield FAILED;
        }
        case PilotImport.Taken(var changes) -> {
          say(changes, settings.zone());
          yield 0;
        }
      };
    }
  }

  private static String line(Progress progress) {
    return "%d of %d sites and devices written".formatted(progress.written(), progress.all());
  }

  private void say(List<LineFault> faults) {
    var errors = spec.commandLine().getErr();
    faults.stream()
        .limit(FAULTS_SHOWN)
        .forEach(each -> errors.printf("line %d: %s%n", each.line(), each.why()));
    if (faults.size() > FAULTS_SHOWN) {
      errors.printf("and %d more%n", faults.size() - FAULTS_SHOWN);
    }
    errors.printf(
        "nothing was changed: there is something to put right in %d lines%n", faults.size());
  }

  private void say(Changes changes, ZoneId zone) {
    var out = spec.commandLine().getOut();
    changes.pilots().forEach(pilot -> out.println("new pilot   " + pilot));
    changes.newSites().forEach(site -> out.println("new site    " + site.id()));
    changes.completedSites().forEach(site -> out.println("completed   " + site.id()));
    changes.done().stream()
        .filter(each -> each.step() == Step.REGISTERED)
        .forEach(
            each ->
                out.printf(
                    "registered  %s at %s since %s%n",
                    each.device(), each.site(), Times.shown(each.since(), zone)));
    sum(out, changes);
    if (dryRun) {
      out.println("nothing was changed: it was a dry run");
    }
  }

  private static void sum(PrintWriter out, Changes changes) {
    out.printf(
        "%d registered, %d as before; sites: %d new, %d completed%n",
        changes.count(Step.REGISTERED),
        changes.count(Step.UNCHANGED) + changes.count(Step.COMPLETED),
        changes.newSites().size(),
        changes.completedSites().size());
  }
}
