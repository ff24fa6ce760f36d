package pilotfeld.ingest.command;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.outbox.OutboxList;

/// `outbox`: what must go out to other servers.
@Command(
    name = "outbox",
    description = "What must go out to other servers: what waits or was given up, and another try.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = OutboxCommand.Retry.class)
public final class OutboxCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final List<String> HEADINGS =
      List.of("NUMBER", "KIND", "SUBJECT", "STATE", "SINCE", "ATTEMPTS", "NEXT", "REASON");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `outbox list`: what was given up, and what waits.
  @Command(
      name = "list",
      description = "Says what was given up, then what waits, and why.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--failed", description = "Only what was given up.") boolean onlyFailed)
      throws Exception {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings)) {
      var entries = new OutboxList(connection.database().jdbi()).open(onlyFailed);
      if (entries.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(onlyFailed ? "nothing was given up" : "nothing waits to go out");
        return 0;
      }
      new Table(HEADINGS, entries.stream().map(each -> cells(each, settings.zone())).toList())
          .print(spec.commandLine().getOut());
      return 0;
    }
  }

  private static List<String> cells(OutboxList.Entry entry, ZoneId zone) {
    var next = Optional.of(entry.nextAttemptAt()).filter(_ -> entry.state().equals("waiting"));
    return List.of(
        Long.toString(entry.id()),
        entry.kind(),
        entry.subject(),
        entry.state(),
        Times.shown(entry.createdAt(), zone),
        Integer.toString(entry.attempts()),
        Table.shown(next, zone),
        entry.reason().orElse(Table.NOTHING));
  }

  /// `outbox retry`: another try.
  @Command(
      name = "retry",
      description =
          "Has tried again what was given up, after what kept it from going out was mended; what waits is tried at once.",
      mixinStandardHelpOptions = true)
  static final class Retry implements Callable<Integer> {

    /// One of them.
    static final class Which {

      @Option(names = "--all", description = "Everything.")
      private boolean all;

      @Parameters(
          index = "0",
          paramLabel = "NUMBER",
          description = "One, by its number in the list.")
      private Optional<Long> number = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      try (var connection = Connection.open(Settings.from(System.getenv()))) {
        var tried =
            new OutboxList(connection.database().jdbi()).retry(Caller.actor(), which.number);
        if (tried.isEmpty() && !which.all) {
          spec.commandLine()
              .getErr()
              .println(
                  "nothing of that number waits for another try: it went out, or a later one of its subject did");
          return FAILED;
        }
        spec.commandLine().getOut().println(tried.size() + " tried again by the running service");
        return 0;
      }
    }
  }
}
