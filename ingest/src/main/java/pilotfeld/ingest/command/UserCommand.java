package pilotfeld.ingest.command;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.account.Account;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.account.Role;

/// `user`: who may log in, and in which role.
@Command(
    name = "user",
    description = "Accounts of people: who may log in, and in which role.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class UserCommand implements Callable<Integer> {

  private static final String ROLES =
      "technician (brings sensors out), engineer (keeps the data right), evaluator (decides of pilots), planner (the system that plans work, reports on work orders) or administrator (gives accounts).";
  private static final List<String> HEADINGS =
      List.of("NAME", "ROLE", "SINCE", "DISABLED", "LOGINS", "TOKENS");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `user add`: shows the password once.
  @Command(
      name = "add",
      description = "Makes an account and shows its password once.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME", description = "Such as anna.meyer.") String name,
      @Option(names = "--role", required = true, paramLabel = "ROLE", description = ROLES)
          Role role)
      throws Exception {
    return with(accounts -> showPassword(name, accounts.add(Caller.actor(), name, role)));
  }

  /// `user list`.
  @Command(
      name = "list",
      description = "Says who has an account, and how many logins and tokens of it are open.",
      mixinStandardHelpOptions = true)
  int list() throws Exception {
    var zone = Settings.from(System.getenv()).zone();
    return with(
        accounts ->
            new Table(
                    HEADINGS,
                    accounts.list(Instant.now()).stream().map(each -> cells(each, zone)).toList())
                .print(spec.commandLine().getOut()));
  }

  private static List<String> cells(Account account, ZoneId zone) {
    return List.of(
        account.name(),
        account.role().text(),
        Table.shown(Optional.of(account.createdAt()), zone),
        Table.shown(account.disabledAt(), zone),
        Long.toString(account.logins()),
        Long.toString(account.tokens()));
  }

  /// `user role`.
  @Command(
      name = "role",
      description = "Gives an account another role, from its next request on.",
      mixinStandardHelpOptions = true)
  int role(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", paramLabel = "ROLE", description = ROLES) Role role)
      throws Exception {
    return with(
        accounts -> {
          accounts.giveRole(Caller.actor(), name, role);
          say(name + " is " + role.text());
        });
  }

  /// `user disable`.
  @Command(
      name = "disable",
      description = "Lets nobody in by an account: ends its logins and revokes its tokens.",
      mixinStandardHelpOptions = true)
  int disable(@Parameters(paramLabel = "NAME") String name) throws Exception {
    return with(
        accounts -> {
          accounts.disable(Caller.actor(), name);
          say(name + " is disabled; its logins are ended and its tokens revoked");
        });
  }

  /// `user enable`.
  @Command(
      name = "enable",
      description = "Lets people in again by an account that was disabled, with its password.",
      mixinStandardHelpOptions = true)
  int enable(@Parameters(paramLabel = "NAME") String name) throws Exception {
    return with(
        accounts -> {
          accounts.enable(Caller.actor(), name);
          say(name + " can log in again; its tokens stay revoked");
        });
  }

  /// `user password`.
  @Command(
      name = "password",
      description =
          "Gives an account a new password, shows it once, and ends every login. Tokens go on.",
      mixinStandardHelpOptions = true)
  int password(@Parameters(paramLabel = "NAME") String name) throws Exception {
    return with(accounts -> showPassword(name, accounts.renewPassword(Caller.actor(), name)));
  }

  /// `user logout`.
  @Command(
      name = "logout",
      description = "Ends every login of an account.",
      mixinStandardHelpOptions = true)
  int logout(@Parameters(paramLabel = "NAME") String name) throws Exception {
    return with(
        accounts ->
            say(accounts.endLogins(Caller.actor(), name) + " logins of " + name + " ended"));
  }

  private interface Work {
    void on(Accounts accounts);
  }

  private int with(Work work) throws Exception {
    try (var connection = Connection.open(Settings.from(System.getenv()))) {
      work.on(new Accounts(connection.database().jdbi()));
      return 0;
    }
  }

  private void showPassword(String name, String password) {
    say(name + ": " + password);
    say("Shown only now; user password makes a new one.");
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
  }
}
