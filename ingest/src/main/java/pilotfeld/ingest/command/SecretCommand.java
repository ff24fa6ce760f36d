package pilotfeld.ingest.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.delivery.DeliveryImport;
import pilotfeld.processing.outbox.Outbox;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.secret.Rotation;
import pilotfeld.processing.secret.SealedColumn;

/// `secret`: what keys are encrypted with.
@Command(
    name = "secret",
    description = "Changes PILOTFELD_SECRET_KEY, with which keys are encrypted.",
    mixinStandardHelpOptions = true,
    subcommands = SecretCommand.Rotate.class)
public final class SecretCommand implements Callable<Integer> {

  /// All that is sealed in the database.
  public static final List<SealedColumn> SEALED =
      List.of(DeviceKeys.SEALED, DeliveryImport.SEALED, Outbox.SEALED);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `secret rotate`: all keys under the new secret.
  @Command(
      name = "rotate",
      description =
          "Encrypts all keys anew, in one transaction. First start every process with the new PILOTFELD_SECRET_KEY and the earlier one as PILOTFELD_SECRET_KEY_BEFORE, which may be taken away afterwards.",
      mixinStandardHelpOptions = true)
  static final class Rotate implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var settings = Settings.from(System.getenv());
      var secret =
          settings
              .secret()
              .filter(MasterSecret::hasFormer)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "PILOTFELD_SECRET_KEY_BEFORE is not set: give the new secret as PILOTFELD_SECRET_KEY, and the earlier one there"));
      try (var connection = Connection.open(settings)) {
        var rotated = new Rotation(connection.database().jdbi(), secret, SEALED).run();
        spec.commandLine()
            .getOut()
            .printf(
                "%d keys are encrypted anew, %d were already; PILOTFELD_SECRET_KEY_BEFORE is needed no more.%n",
                rotated.sealedAnew(), rotated.left());
      }
      return 0;
    }
  }
}
