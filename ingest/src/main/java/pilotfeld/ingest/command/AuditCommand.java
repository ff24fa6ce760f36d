package pilotfeld.ingest.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.export.TimeText;

/// `audit`: the trail of who did what.
@Command(
    name = "audit",
    description = "The trail of who did what. It only grows.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `audit export`: as CSV.
  @Command(
      name = "export",
      description =
          "Writes the trail as CSV, the oldest first: logins, changes of accounts and tokens, exports, replays.",
      mixinStandardHelpOptions = true)
  int export(
      @Option(names = "--from", description = "Earliest time; the beginning if left out.")
          Optional<String> from,
      @Option(names = "--to", description = "Latest time, not included; now if left out.")
          Optional<String> to,
      @Option(names = "--output", description = "File to write; standard output if left out.")
          Optional<Path> output)
      throws Exception {
    var settings = Settings.from(System.getenv());
    var begin = from.map(text -> TimeText.read(text, settings.zone())).orElse(Instant.EPOCH);
    var end = to.map(text -> TimeText.read(text, settings.zone())).orElseGet(Instant::now);
    try (var connection = Connection.open(settings);
        var out = Output.of(output)) {
      var rows = new Audit(connection.database().jdbi()).write(Caller.actor(), begin, end, out);
      spec.commandLine().getErr().println(rows + (rows == 1 ? " entry" : " entries"));
      return 0;
    }
  }
}
