package pilotfeld.ingest.command;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

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
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Token;
import pilotfeld.processing.account.TokenWish;
import pilotfeld.processing.account.Tokens;
import pilotfeld.processing.export.TimeText;

/// `token`: what programs of people show instead of a password.
@Command(
    name = "token",
    description =
        "Tokens for programs of people, sent as “Authorization: Bearer …”: for a few things, until a time.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TokenCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final List<String> HEADINGS =
      List.of("TOKEN", "ACCOUNT", "TITLE", "SCOPE", "UNTIL", "USED", "REVOKED");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `token create`: shows the token once.
  @Command(
      name = "create",
      description = "Makes a token for an account and shows it once.",
      mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "NAME", description = "Whose it is.") String account,
      @Option(
              names = "--title",
              required = true,
              description = "What it is for, such as “monthly report”.")
          String title,
      @Option(
              names = "--scope",
              required = true,
              split = ",",
              paramLabel = "PERMISSION",
              description =
                  "What it may do, of what the account may: register-devices, read-remarks, read-unregistered, read-quarantine, replay-quarantine, export-readings, export-audit.")
          List<String> scope,
      @Option(
              names = "--until",
              required = true,
              paramLabel = "TIME",
              description = "When it ends, such as 2026-12-31; within 366 days.")
          String until)
      throws Exception {
    var settings = Settings.from(System.getenv());
    var wish =
        new TokenWish(
            account,
            title,
            scope.stream().map(Permission::of).collect(toSet()),
            TimeText.read(until, settings.zone()));
    try (var connection = Connection.open(settings)) {
      var made =
          new Tokens(connection.database().jdbi()).create(Caller.actor(), wish, Instant.now());
      var out = spec.commandLine().getOut();
      out.println("token " + made.id() + ": " + made.text());
      out.println("Shown only now; token revoke " + made.id() + " ends it.");
      return 0;
    }
  }

  /// `token list`.
  @Command(
      name = "list",
      description = "Says which tokens there are, what they are for, and when they were used last.",
      mixinStandardHelpOptions = true)
  int list(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only those of one account.")
          String account)
      throws Exception {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings)) {
      var tokens = new Tokens(connection.database().jdbi()).list(Optional.ofNullable(account));
      new Table(HEADINGS, tokens.stream().map(each -> cells(each, settings.zone())).toList())
          .print(spec.commandLine().getOut());
      return 0;
    }
  }

  private static List<String> cells(Token token, ZoneId zone) {
    return List.of(
        Long.toString(token.id()),
        token.account(),
        token.title(),
        token.scope().stream().map(Permission::text).sorted().collect(joining(",")),
        Table.shown(Optional.of(token.expiresAt()), zone),
        Table.shown(token.usedAt(), zone),
        Table.shown(token.revokedAt(), zone));
  }

  /// `token revoke`; ends with 1 if there is none of that number that opens anything.
  @Command(
      name = "revoke",
      description = "Makes a token open nothing from now on.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "TOKEN", description = "Its number, as the list has it.")
          long number)
      throws Exception {
    try (var connection = Connection.open(Settings.from(System.getenv()))) {
      var account =
          new Tokens(connection.database().jdbi()).revoke(Caller.actor(), number, Instant.now());
      if (account.isEmpty()) {
        spec.commandLine().getErr().println("no token " + number + " opens anything");
        return FAILED;
      }
      spec.commandLine()
          .getOut()
          .println("token " + number + " of " + account.orElseThrow() + " is revoked");
      return 0;
    }
  }
}
