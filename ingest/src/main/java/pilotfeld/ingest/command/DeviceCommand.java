package pilotfeld.ingest.command;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.export.TimeText;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registrar.Site;

/// `device`: what can be done with devices.
@Command(
    name = "device",
    description = "Registers devices and gives them keys.",
    mixinStandardHelpOptions = true,
    subcommands = {DeviceCommand.Add.class, DeviceCommand.End.class, DeviceKeyCommand.class})
public final class DeviceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }

  /// `device add`: a device at a site, with pilot and site made if they are new. What it has sent
  /// before becomes readings.
  @Command(
      name = "add",
      description =
          "Puts a device at a site. Pilot and site are made if they are new; what the device sent since --since becomes readings.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {

    @Parameters(
        index = "0",
        paramLabel = "DEVICE",
        description = "DevEUI, or the own name of a sensor without LoRaWAN.")
    private String device;

    @Option(
        names = "--model",
        required = true,
        description = "Id of the device model, such as decentlab-dl-mbx.")
    private String model;

    @Option(names = "--pilot", required = true, description = "Id of the pilot, such as water.")
    private String pilot;

    @Option(names = "--site", required = true, description = "Id of the site, such as hase-1.")
    private String site;

    @Option(names = "--name", description = "Name of a new site; its id if left out.")
    private Optional<String> name;

    @Option(
        names = "--latitude",
        defaultValue = "52.2763",
        description = "Of a new site, WGS 84 degrees.")
    private double latitude;

    @Option(
        names = "--longitude",
        defaultValue = "8.0469",
        description = "Of a new site, WGS 84 degrees.")
    private double longitude;

    @Option(
        names = "--since",
        description =
            "From when on it is there, such as 2026-07-01 or 2026-07-01T12:00:00+02:00; its first message that waits, or else now, if left out.")
    private Optional<String> since;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var settings = Settings.from(System.getenv());
      try (var connection = Connection.open(settings)) {
        var registrar = new Registrar(connection.database().jdbi());
        registrar.models(ModelFolders.builtInAnd(settings.models()));
        var startsAt = startsAt(registrar, settings.zone());
        register(registrar, startsAt);
        spec.commandLine().getOut().println(device + " is at " + site + " since " + startsAt);
      }
      return 0;
    }

    private Instant startsAt(Registrar registrar, ZoneId zone) {
      return since
          .map(text -> TimeText.read(text, zone))
          .or(() -> registrar.firstWaiting(device))
          .orElseGet(Clock.systemUTC()::instant);
    }

    private void register(Registrar registrar, Instant startsAt) {
      registrar.addPilot(new Pilot(pilot, pilot, "", LocalDate.now(Clock.systemUTC())));
      registrar.site(
          new Site(site, pilot, Optional.empty(), name.orElse(site), latitude, longitude));
      registrar.place(new Placement(device, model, site, startsAt, Optional.empty()));
    }
  }

  /// `device end`: a device at no site any more.
  @Command(
      name = "end",
      description =
          "Says that a device is at no site from a time on: taken down, or registered at the wrong one.",
      mixinStandardHelpOptions = true)
  static final class End implements Callable<Integer> {

    @Parameters(
        index = "0",
        paramLabel = "DEVICE",
        description = "DevEUI, or the own name of a sensor without LoRaWAN.")
    private String device;

    @Option(
        names = "--at",
        description =
            "Since when, such as 2026-07-01 or 2026-07-01T12:00:00+02:00; now if left out.")
    private Optional<String> at;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var settings = Settings.from(System.getenv());
      var time =
          at.map(text -> TimeText.read(text, settings.zone()))
              .orElseGet(Clock.systemUTC()::instant);
      try (var connection = Connection.open(settings)) {
        new Registrar(connection.database().jdbi()).end(device, time);
      }
      var out = spec.commandLine().getOut();
      out.printf("%s is at no site since %s%n", device, time);
      out.printf(
          "Readings that it gave since then stay until: redecode --device %s --since %s%n",
          device, time);
      return 0;
    }
  }
}
