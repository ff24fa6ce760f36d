package pilotfeld.ingest;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.command.AssetsCommand;
import pilotfeld.ingest.command.AuditCommand;
import pilotfeld.ingest.command.BackupCommand;
import pilotfeld.ingest.command.CodecCommand;
import pilotfeld.ingest.command.DecodeCommand;
import pilotfeld.ingest.command.DeliveryCommand;
import pilotfeld.ingest.command.DemoCommand;
import pilotfeld.ingest.command.DeviceCommand;
import pilotfeld.ingest.command.ExportCommand;
import pilotfeld.ingest.command.LabelCommand;
import pilotfeld.ingest.command.ModelsCommand;
import pilotfeld.ingest.command.NetworkCommand;
import pilotfeld.ingest.command.OutboxCommand;
import pilotfeld.ingest.command.PasswordCommand;
import pilotfeld.ingest.command.QuarantineCommand;
import pilotfeld.ingest.command.RedecodeCommand;
import pilotfeld.ingest.command.RestoreCommand;
import pilotfeld.ingest.command.RunCommand;
import pilotfeld.ingest.command.SecretCommand;
import pilotfeld.ingest.command.SiteCommand;
import pilotfeld.ingest.command.TokenCommand;
import pilotfeld.ingest.command.UserCommand;
import pilotfeld.ingest.command.Version;
import pilotfeld.ingest.service.PortTaken;
import pilotfeld.ingest.service.Settings.SettingsException;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.registry.RegistryRefusal;
import pilotfeld.processing.spool.SpoolUnavailable;
import pilotfeld.processing.store.StoreUnavailable;

/// `java -jar pilotfeld.jar <command>`.
@Command(
    name = "pilotfeld",
    description = "From pilot sensors to a decision: scale, extend or stop.",
    mixinStandardHelpOptions = true,
    version = "Pilotfeld " + Version.NUMBER,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      DeviceCommand.class,
      SiteCommand.class,
      AssetsCommand.class,
      DeliveryCommand.class,
      LabelCommand.class,
      DecodeCommand.class,
      CodecCommand.class,
      ModelsCommand.class,
      RedecodeCommand.class,
      QuarantineCommand.class,
      NetworkCommand.class,
      OutboxCommand.class,
      ExportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      PasswordCommand.class,
      UserCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      SecretCommand.class,
      SetupCommand.class
    })
public final class Main implements Callable<Integer> {

  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  /// Ends the process with 0, 1 if the command failed, or 2 if it was called wrongly.
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((exception, command, _) -> fail(exception, command))
            .execute(arguments));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }

  // What a person can mend is said in words; anything else is a fault of ours and keeps its trace.
  private static int fail(Exception exception, CommandLine command) throws Exception {
    var words = StoreUnavailable.of(exception).map(Exception.class::cast).orElse(exception);
    if (!(words instanceof SettingsException
        || words instanceof PortTaken
        || words instanceof SpoolUnavailable
        || words instanceof StoreUnavailable
        || words instanceof RegistryRefusal
        || words instanceof IllegalArgumentException
        || words instanceof IOException)) {
      throw exception;
    }
    command.getErr().println(words.getMessage());
    return FAILED;
  }
}
