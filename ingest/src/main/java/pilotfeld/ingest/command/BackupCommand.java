package pilotfeld.ingest.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.backup.Backup;

/// `backup`: the database and what waits on disk, as a folder.
@Command(
    name = "backup",
    description =
        "Writes the database and what waits on disk in PILOTFELD_STATE into a new folder, while Pilotfeld runs or not."
            + " Needs pg_dump of the server's version or later. PILOTFELD_SECRET_KEY is not in it: keep that elsewhere.",
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "Folder to be made.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    try (var server = Server.of(settings)) {
      var backup = new Backup(Version.NUMBER, spec.commandLine().getErr()::println);
      var waiting =
          backup.write(folder, server.database(), settings.state(), Clock.systemUTC().instant());
      spec.commandLine()
          .getOut()
          .println(
              "%s: the database, and %d messages that wait on disk".formatted(folder, waiting));
      return 0;
    }
  }
}
