package pilotfeld.ingest.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.export.CsvExport;
import pilotfeld.processing.export.Selection;
import pilotfeld.processing.export.TimeText;

/// `export`: readings of a pilot as a file.
@Command(
    name = "export",
    description =
        "Writes the readings of a pilot: value, unit, flag, the flag of each test (empty where it is"
            + " not configured), and the model and codec_version that decoded it.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

  @Option(names = "--pilot", required = true, description = "Id of the pilot.")
  private String pilot;

  @Option(
      names = "--from",
      description =
          "Earliest time, such as 2026-07-01 or 2026-07-01T12:00:00+02:00; the beginning if left out.")
  private Optional<String> from;

  @Option(names = "--to", description = "Latest time, not included; now if left out.")
  private Optional<String> to;

  @Option(names = "--quantity", description = "Only this quantity, such as water_level.")
  private Optional<String> quantity;

  @Option(names = "--format", defaultValue = "csv", description = "csv, the default.")
  private String format;

  @Option(names = "--output", description = "File to write; standard output if left out.")
  private Optional<Path> output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    if (!format.equals("csv")) {
      throw new IllegalArgumentException("there is no format “" + format + "”; there is: csv");
    }
    var selection = selection(settings.zone());
    try (var connection = Connection.open(settings)) {
      var export = new CsvExport(connection.database().jdbi(), settings.zone());
      if (!export.knows(pilot)) {
        throw new IllegalArgumentException("there is no pilot “" + pilot + "”");
      }
      try (var out = Output.of(output)) {
        new Audit(connection.database().jdbi())
            .add(
                Caller.actor(),
                new AuditEntry(Action.READINGS_EXPORTED, Optional.of(pilot), selection.bounds()));
        var rows = export.write(selection, out);
        spec.commandLine().getErr().println(rows + (rows == 1 ? " reading" : " readings"));
      }
      return 0;
    }
  }

  private Selection selection(ZoneId zone) {
    return new Selection(
        pilot,
        from.map(text -> TimeText.read(text, zone)).orElse(Instant.EPOCH),
        to.map(text -> TimeText.read(text, zone)).orElseGet(Clock.systemUTC()::instant),
        quantity);
  }
}
