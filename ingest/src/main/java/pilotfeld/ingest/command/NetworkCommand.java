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
import pilotfeld.processing.network.NetworkStates;
import pilotfeld.processing.network.NetworkStates.NetworkState;

/// `network`: what the operator's network servers know of devices.
@Command(
    name = "network",
    description = "What the operator's network servers know of devices.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NetworkCommand.Provision.class)
public final class NetworkCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final List<String> HEADINGS =
      List.of("DEVICE", "SERVER", "STATE", "SINCE", "REASON");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `network list`: every device that a network server was asked for.
  @Command(
      name = "list",
      description = "Says of each device whether a network server knows it, or why not.",
      mixinStandardHelpOptions = true)
  int list() throws Exception {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings)) {
      var states =
          new NetworkStates(connection.database().jdbi())
              .all().values().stream().flatMap(List::stream).toList();
      if (states.isEmpty()) {
        spec.commandLine().getErr().println("no network server was asked for a device");
        return 0;
      }
      new Table(HEADINGS, states.stream().map(each -> cells(each, settings.zone())).toList())
          .print(spec.commandLine().getOut());
      return 0;
    }
  }

  private static List<String> cells(NetworkState state, ZoneId zone) {
    return List.of(
        state.device(),
        state.server(),
        state.state(),
        Times.shown(state.since(), zone),
        state.reason().orElse(Table.NOTHING));
  }

  /// `network provision`: a device that was registered before there was a network server.
  @Command(
      name = "provision",
      description =
          "Has the network servers look at devices again, such as those that were registered before one was among the settings.",
      mixinStandardHelpOptions = true)
  static final class Provision implements Callable<Integer> {

    /// One of them.
    static final class Which {

      @Option(names = "--all", description = "Every device with a DevEUI.")
      private boolean all;

      @Parameters(index = "0", paramLabel = "DEVICE", description = "DevEUI of one device.")
      private Optional<String> device = Optional.empty();
    }

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      try (var connection = Connection.open(Settings.from(System.getenv()))) {
        var devices = new NetworkStates(connection.database().jdbi()).provision(which.device);
        if (devices == 0) {
          spec.commandLine()
              .getErr()
              .println(
                  "nothing to look at: no such device is registered by its DevEUI, or the service has no network server in PILOTFELD_NETWORK_SERVERS");
          return FAILED;
        }
        spec.commandLine().getOut().println(devices + " looked at by the running service");
        return 0;
      }
    }
  }
}
