package pilotfeld.ingest.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.export.TimeText;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registration;

/// `device`: what can be done with devices.
@Command(
    name = "device",
    description =
        "Registers devices, one or those of a whole pilot, lists them, and gives them keys and passwords.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DeviceCommand.Add.class,
      DeviceCommand.End.class,
      DeviceImportCommand.class,
      DeviceListCommand.class,
      DeviceKeyCommand.class,
      DeviceMqttCommand.class
    })
public final class DeviceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
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

    @Option(
        names = "--name",
        description =
            "Name of the site; if left out, a new one is called by its id and another keeps its own.")
    private Optional<String> name = Optional.empty();

    /// Both or none.
    static final class Coordinates {

      @Option(names = "--latitude", required = true, description = "WGS 84 degrees, -90 to 90.")
      private double latitude;

      @Option(names = "--longitude", required = true, description = "WGS 84 degrees, -180 to 180.")
      private double longitude;
    }

    @ArgGroup(
        exclusive = false,
        heading =
            "Position of the site; if left out, a new one has none and another keeps its own:%n")
    private Coordinates coordinates;

    @Option(
        names = "--since",
        description =
            "From when on it is there, such as 2026-07-01 or 2026-07-01T12:00:00+02:00; its first message that waits, or else now, if left out.")
    private Optional<String> since;

    @Option(
        names = "--mqtt",
        description =
            "Gives it a user and a password at the broker, shown once; device mqtt does so later.")
    private boolean mqtt;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var settings = Settings.from(System.getenv());
      var position =
          Optional.ofNullable(coordinates).map(each -> new Position(each.latitude, each.longitude));
      try (var connection = Connection.open(settings)) {
        var registrar = new Registrar(connection.database().jdbi());
        var source = source(registrar, settings.models());
        var startsAt = startsAt(registrar, settings.zone());
        var registration =
            new Registration(
                new Pilot(pilot, pilot, "", LocalDate.now(settings.zone())),
                name,
                position,
                source,
                new Placement(device, model, site, startsAt, Optional.empty()));
        var out = spec.commandLine().getOut();
        if (mqtt) {
          var users = DeviceMqttCommand.users(connection, settings);
          var user = registrar.register(registration, handle -> users.renew(handle, device));
          out.println(DeviceMqttCommand.shown(user));
        } else {
          registrar.register(registration);
        }
        out.println(device + " is at " + site + " since " + startsAt);
      }
      return 0;
    }

    // A model may be known to the service alone, whose folder of models is not here.
    private Optional<ModelFolders.Source> source(Registrar registrar, Optional<Path> models) {
      var source = ModelFolders.find(model, models);
      if (source.isEmpty() && !registrar.hasModel(model)) {
        throw new IllegalArgumentException(ModelFolders.unknown(model, models));
      }
      return source;
    }

    private Instant startsAt(Registrar registrar, ZoneId zone) {
      return since
          .map(text -> TimeText.read(text, zone))
          .or(() -> registrar.firstWaiting(device))
          .orElseGet(Clock.systemUTC()::instant);
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
