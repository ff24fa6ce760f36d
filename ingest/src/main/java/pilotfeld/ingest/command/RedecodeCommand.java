package pilotfeld.ingest.command;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.export.TimeText;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.worker.Rebuild;

/// `redecode`: readings anew from the bytes that arrived.
@Command(
    name = "redecode",
    description =
        "Makes readings anew from the bytes that arrived, after a codec, a registration or a deployment was corrected."
            + " What is right already is left alone: broken off, it is simply run again.",
    mixinStandardHelpOptions = true)
public final class RedecodeCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  /// One of the two.
  static final class Whose {

    @Option(
        names = "--model",
        description = "Devices of this model, and what it decoded; such as decentlab-dl-mbx.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--device", description = "One device: DevEUI, or its own name.")
    private Optional<String> device = Optional.empty();
  }

  @ArgGroup(multiplicity = "1")
  private Whose whose;

  @Option(
      names = "--since",
      required = true,
      description = "What arrived since then, such as 2026-07-01 or 2026-07-01T12:00:00+02:00.")
  private String since;

  @Option(names = "--dry-run", description = "Only says what would change.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    // One that is only proposed, or cannot be understood, is said to be so.
    whose
        .model
        .flatMap(model -> ModelFolders.find(model, settings.models()))
        .ifPresent(ModelFolders.Source::model);
    var selection = selection(settings.zone());
    var out = spec.commandLine().getOut();
    try (var workshop = Workshop.open(settings)) {
      var rebuild = new Rebuild(workshop.jdbi(), workshop.reinterpretation(dryRun));
      var advance = new Advance<>(spec.commandLine().getErr(), Workshop::line);
      var rebuilt = rebuild.run(selection, dryRun, advance);
      rebuilt.forEach(each -> out.println(Workshop.line(each)));
      if (rebuilt.isEmpty()) {
        spec.commandLine().getErr().println("no message has arrived since then of " + name());
        return FAILED;
      }
      if (dryRun) {
        out.println("nothing was changed: it was a dry run");
      }
      return 0;
    }
  }

  private Rebuild.Selection selection(ZoneId zone) {
    var device =
        whose.device.map(
            text ->
                Eui.device(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "“" + text + "” is no DevEUI and no name of a device")));
    return new Rebuild.Selection(whose.model, device, TimeText.read(since, zone));
  }

  private String name() {
    return whose
        .device
        .map(device -> "the device " + device)
        .orElseGet(() -> "devices of the model " + whose.model.orElseThrow());
  }
}
