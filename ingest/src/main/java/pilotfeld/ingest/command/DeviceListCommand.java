package pilotfeld.ingest.command;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.registry.DeviceList;

/// `device list`: what is registered.
@Command(
    name = "list",
    description =
        "Says which device is or was where, since and until when, and when it was heard last.",
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
      new Table(HEADINGS, rows.stream().map(row -> cells(row, settings.zone())).toList())
          .print(spec.commandLine().getOut());
      return 0;
    }
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
