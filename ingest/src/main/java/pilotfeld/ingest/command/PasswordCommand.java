package pilotfeld.ingest.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.account.Accounts;

/// `password`: a new one for the administrator, for those who lost it.
@Command(
    name = "password",
    description = "Gives the administrator a new password, shows it once, and ends every login.",
    mixinStandardHelpOptions = true)
public final class PasswordCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (var connection = Connection.open(Settings.from(System.getenv()))) {
      var accounts = new Accounts(connection.database().jdbi());
      var password =
          accounts
              .ensureAdministrator(Optional.empty())
              .orElseGet(() -> accounts.renewPassword(Caller.actor(), Accounts.ADMINISTRATOR));
      spec.commandLine().getOut().println(Accounts.ADMINISTRATOR + ": " + password);
    }
    return 0;
  }
}
