package pilotfeld.ingest.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.worker.Quarantine;
import pilotfeld.processing.worker.Rebuilt;
import pilotfeld.processing.worker.Replay;

/// `quarantine`: messages that could not be understood.
@Command(
    name = "quarantine",
    description = "Messages that could not be understood: why, their bytes, and another try.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = QuarantineCommand.Replayed.class)
public final class QuarantineCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int BYTES_A_LINE = 16;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `quarantine list`: causes, or the messages of one; ends with 1 if nothing waits because of it.
  @Command(
      name = "list",
      description = "Says why messages wait and how many; with --cause, which.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(
              names = "--cause",
              paramLabel = "CAUSE",
              description = "As the list of causes has it.")
          Optional<String> cause)
      throws Exception {
    try (var connection = Connection.open(Settings.from(System.getenv()))) {
      var quarantine = new Quarantine(connection.database().jdbi());
      return cause.isPresent() ? messages(quarantine, cause.get()) : causes(quarantine);
    }
  }

  private int causes(Quarantine quarantine) {
    var out = spec.commandLine().getOut();
    var causes = quarantine.causes();
    if (causes.isEmpty()) {
      spec.commandLine().getErr().println("nothing is in quarantine");
    }
    causes.forEach(
        each ->
            out.printf(
                "%8d  %s to %s  %s  (one of them: message %d)%n",
                each.messages(),
                each.oldest(),
                each.newest(),
                Table.printable(each.cause()),
                each.example()));
    return 0;
  }

  private int messages(Quarantine quarantine, String cause) {
    var out = spec.commandLine().getOut();
    var messages = quarantine.newest(Optional.of(cause), Quarantine.PAGE_LIMIT);
    if (messages.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "nothing is in quarantine because of “"
                  + cause
                  + "”; quarantine list says why things are");
      return FAILED;
    }
    messages.forEach(
        each ->
            out.printf(
                "%d  %s  %s  %s%n",
                each.id(),
                each.arrivedAt(),
                Table.printable(each.topic()),
                Table.printable(each.reason())));
    return 0;
  }

  /// `quarantine show`: one message with all of its bytes.
  @Command(
      name = "show",
      description = "Shows one message with all of its bytes.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "MESSAGE", description = "Its number, as the list has it.")
          long number)
      throws Exception {
    var out = spec.commandLine().getOut();
    try (var connection = Connection.open(Settings.from(System.getenv()))) {
      var message = new Quarantine(connection.database().jdbi()).message(number);
      if (message.isEmpty()) {
        spec.commandLine().getErr().println("no message " + number + " is in quarantine");
        return FAILED;
      }
      message.ifPresent(
          each -> {
            out.println("reason   " + Table.printable(each.reason()));
            out.println("arrived  " + each.arrivedAt());
            out.println("source   " + each.source());
            out.println("topic    " + Table.printable(each.topic()));
            out.println("device   " + Optional.ofNullable(each.device()).orElse("unknown"));
            out.println("bytes    " + each.length());
            dump(HexFormat.of().parseHex(each.bytes())).forEach(out::println);
          });
      return 0;
    }
  }

  private static List<String> dump(byte[] bytes) {
    var hex = HexFormat.ofDelimiter(" ");
    return IntStream.iterate(0, at -> at < bytes.length, at -> at + BYTES_A_LINE)
        .mapToObj(
            at -> {
              var line = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BYTES_A_LINE));
              var text = new String(line, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
              return "%06x  %-47s  %s".formatted(at, hex.formatHex(line), text);
            })
        .toList();
  }

  /// `quarantine replay`: another try.
  @Command(
      name = "replay",
      description =
          "Tries messages again, after what kept them from being understood was mended: a codec, a model, Pilotfeld itself.",
      mixinStandardHelpOptions = true)
  static final class Replayed implements Callable<Integer> {

    /// One of them.
    static final class Which {

      @Option(names = "--all", description = "Everything that waits.")
      private boolean all;

      @Option(names = "--cause", description = "What waits because of this, as the list has it.")
      private Optional<String> cause = Optional.empty();

      @Option(names = "--device", description = "What waits of this device.")
      private Optional<String> device = Optional.empty();

      @Option(names = "--message", description = "One message, by its number.")
      private Optional<Long> message = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(names = "--dry-run", description = "Only says what would change.")
    private boolean dryRun;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      try (var workshop = Workshop.open(Settings.from(System.getenv()))) {
        var device = which.device.map(text -> Eui.device(text).orElse(text));
        var selection = new Replay.Selection(which.message, which.cause, device);
        var replayed = replayed(workshop, selection);
        spec.commandLine().getOut().println(Workshop.line(replayed));
        if (replayed.messages() == 0 && !which.all) {
          spec.commandLine().getErr().println("nothing like that is in quarantine");
          return FAILED;
        }
        which
            .message
            .flatMap(new Quarantine(workshop.jdbi())::message)
            .filter(_ -> replayed.changed() == 0)
            .ifPresent(this::sayWhyItWaits);
        return 0;
      }
    }

    // A dry run changes nothing, so the trail has nothing to tell of it.
    private Rebuilt replayed(Workshop workshop, Replay.Selection selection) throws Exception {
      var audit = new Audit(workshop.jdbi());
      if (!dryRun) {
        audit.add(Caller.actor(), AuditEntry.of(Action.REPLAY_BEGUN, selection.bounds()));
      }
      var replayed =
          new Replay(workshop.jdbi(), workshop.reinterpretation(dryRun))
              .run(selection, dryRun, new Advance<>(spec.commandLine().getErr(), Workshop::line));
      if (!dryRun) {
        audit.add(Caller.actor(), AuditEntry.of(Action.REPLAY_ENDED, replayed.amounts()));
      }
      return replayed;
    }

    private void sayWhyItWaits(Quarantine.Entry message) {
      spec.commandLine()
          .getOut()
          .printf(
              "message %d waits as before: %s%n", message.id(), Table.printable(message.reason()));
    }
  }
}
