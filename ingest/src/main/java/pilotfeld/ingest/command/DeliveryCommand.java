package pilotfeld.ingest.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.delivery.Delivered;
import pilotfeld.processing.delivery.DeliveredDevice;
import pilotfeld.processing.delivery.DeliveryFile;
import pilotfeld.processing.delivery.DeliveryImport;
import pilotfeld.processing.delivery.DeliveryList;
import pilotfeld.processing.delivery.Imported;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.LineFault;

/// `delivery`: what vendors delivered.
@Command(
    name = "delivery",
    description =
        "Lists of vendors, by which a device in the hand is known before it is registered.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class DeliveryCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final List<String> HEADINGS =
      List.of("DEVICE", "JOIN EUI", "MODEL", "SERIAL", "KEY", "REGISTERED", "LOADED");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `delivery import`: ends with 1 if a line was not taken.
  @Command(
      name = "import",
      description =
          "Takes in a vendor's list: CSV with the columns DevEUI and, if they are there, JoinEUI, AppKey, model and serial."
              + " It may be run again with the same list. Keys are encrypted, and shown nowhere.",
      mixinStandardHelpOptions = true)
  int load(
      @Parameters(paramLabel = "FILE", description = "The list.") Path file,
      @Option(
              names = "--model",
              paramLabel = "M",
              description = "Id of the device model of all its devices, such as decentlab-dl-mbx.")
          Optional<String> model,
      @Option(
              names = "--replace",
              description = "Where it says something else than what is known, it is right.")
          boolean replace,
      @Option(names = "--dry-run", description = "Only says what would become of each line.")
          boolean dryRun)
      throws IOException {
    var settings = Settings.from(System.getenv());
    return switch (DeliveryFile.read(GivenFile.bytes(file, DeliveryFile.BYTES_LIMIT))) {
      case Unreadable<Delivered>(var why) -> throw new IllegalArgumentException(file + ": " + why);
      case Readable<Delivered> list ->
          load(settings, list, new DeliveryImport.Way(model, replace, dryRun));
    };
  }

  private int load(Settings settings, Readable<Delivered> list, DeliveryImport.Way way)
      throws IOException {
    try (var connection = Connection.open(settings)) {
      var jdbi = connection.database().jdbi();
      var registrar = new Registrar(jdbi);
      way.model().ifPresent(id -> requireModel(id, settings.models(), registrar));
      var imported = new DeliveryImport(jdbi, SecretOfService.of(settings)).run(list.rows(), way);
      return say(list, imported, way.dryRun());
    }
  }

  private static void requireModel(String id, Optional<Path> models, Registrar registrar) {
    if (ModelFolders.find(id, models).isEmpty() && !registrar.hasModel(id)) {
      throw new IllegalArgumentException(ModelFolders.unknown(id, models));
    }
  }

  private int say(Readable<Delivered> list, Imported imported, boolean dryRun) {
    var out = spec.commandLine().getOut();
    if (!list.leftOut().isEmpty()) {
      out.println("columns not looked at: " + String.join(", ", list.leftOut()));
    }
    var faults =
        Stream.concat(list.faults().stream(), imported.faults().stream())
            .sorted(Comparator.comparingLong(LineFault::line))
            .toList();
    faults.forEach(each -> out.printf("line %d: %s%n", each.line(), each.why()));
    out.printf(
        "%d new, %d completed, %d replaced, %d as known, %d not taken%n",
        imported.fresh(),
        imported.completed(),
        imported.replaced(),
        imported.same(),
        faults.size());
    sayNext(out, !faults.isEmpty(), dryRun);
    return faults.isEmpty() ? 0 : FAILED;
  }

  private static void sayNext(PrintWriter out, boolean hasFaults, boolean dryRun) {
    if (dryRun) {
      out.println("nothing was changed: it was a dry run");
    } else if (hasFaults) {
      out.println("put these lines right and run it again: the others stay as they are");
    }
  }

  /// `delivery list`: without keys.
  @Command(
      name = "list",
      description =
          "Says what was delivered, whether its key is there, and whether it is registered.",
      mixinStandardHelpOptions = true)
  int list() throws IOException {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings)) {
      var devices = new DeliveryList(connection.database().jdbi()).all();
      if (devices.isEmpty()) {
        spec.commandLine().getErr().println("no delivery list was imported");
        return 0;
      }
      new Table(HEADINGS, devices.stream().map(each -> cells(each, settings.zone())).toList())
          .print(spec.commandLine().getOut());
      return 0;
    }
  }

  private static List<String> cells(DeliveredDevice device, ZoneId zone) {
    return List.of(
        device.devEui(),
        device.joinEui().orElse(Table.NOTHING),
        device.model().orElse(Table.NOTHING),
        device.serial().orElse(Table.NOTHING),
        device.hasKey() ? "yes" : "no",
        device.registered() ? "yes" : "no",
        Table.shown(Optional.of(device.loadedAt()), zone));
  }
}
