package pilotfeld.ingest.command;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.network.NetworkStates;
import pilotfeld.processing.network.NetworkStates.NetworkState;
import pilotfeld.processing.registry.DeviceList;

/// `device list`: what is registered.
@Command(
    name = "list",
    description =
        "Says which device is or was where, since and until when, when it was heard last, and what network servers know of it.",
    mixinStandardHelpOptions = true)
final class DeviceListCommand implements Callable<Integer> {

  private static final List<String> HEADINGS =
      List.of("DEVICE", "MODEL", "PILOT", "SITE", "SINCE", "UNTIL", "LAST SEEN");

  @Option(names = "--pilot", description = "Only what is or was at the sites of this pilot.")
  private Optional<String> pilot = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings)) {
      var rows = new DeviceList(connection.database().jdbi()).of(pilot);
      if (rows.isEmpty()) {
        spec.commandLine().getErr().println("no device is registered");
        return 0;
      }
      var networks = new NetworkStates(connection.database().jdbi()).all();
      table(rows, networks, settings.zone()).print(spec.commandLine().getOut());
      return 0;
    }
  }

  // Where there is no network server, nobody misses what it knows.
  private static Table table(
      List<DeviceList.Row> rows, Map<String, List<NetworkState>> networks, ZoneId zone) {
    var headings =
        networks.isEmpty()
            ? HEADINGS
            : Stream.concat(HEADINGS.stream(), Stream.of("NETWORK")).toList();
    return new Table(
        headings,
        rows.stream()
            .map(
                row ->
                    Stream.concat(cells(row, zone).stream(), network(row, networks))
                        .limit(headings.size())
                        .toList())
            .toList());
  }

  private static Stream<String> network(
      DeviceList.Row row, Map<String, List<NetworkState>> networks) {
    var known =
        networks.getOrDefault(row.device(), List.of()).stream()
            .map(
                each ->
                    each.server()
                        + " "
                        + each.state()
                        + each.reason().map(why -> ": " + why).orElse(""))
            .collect(Collectors.joining("; "));
    return Stream.of(known.isEmpty() ? Table.NOTHING : known);
  }

  private static List<String> cells(DeviceList.Row row, ZoneId zone) {
    return List.of(
        row.device(),
        row.model(),
        row.pilot().orElse(Table.NOTHING),
        row.site().orElse(Table.NOTHING),
        Table.shown(row.since(), zone),
        Table.shown(row.until(), zone),
        Table.shown(row.lastSeen(), zone));
  }
}
