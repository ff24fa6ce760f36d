package pilotfeld.ingest.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.backup.Restore;

/// `restore`: what `backup` wrote, into an empty database.
@Command(
    name = "restore",
    description =
        "Brings a backup into an empty database and a PILOTFELD_STATE without spool, while Pilotfeld does not run."
            + " Needs pg_restore; with TimescaleDB, its version of the backup and a superuser in PILOTFELD_DB_USER.",
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "What backup wrote.")
  private Path folder;

  @Option(
      names = "--embedded",
      description = "Into the embedded database in PILOTFELD_STATE, which is made.")
  private boolean embedded;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    try (var server = embedded ? Server.embedded(settings) : Server.of(settings)) {
      var restore = new Restore(spec.commandLine().getErr()::println);
      restore.run(folder, server.database(), settings.state());
      spec.commandLine().getOut().println(folder + " is restored into " + server.database().url());
      return 0;
    }
  }
}
