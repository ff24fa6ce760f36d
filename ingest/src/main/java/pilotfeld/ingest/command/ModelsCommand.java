package pilotfeld.ingest.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.repository.ModelImport;
import pilotfeld.processing.registry.repository.Proposal;
import pilotfeld.processing.registry.repository.PublishedDevice;

/// `models`: device models, without a database.
@Command(
    name = "models",
    description =
        "Device models: proposes some from a public repository, and checks those of a folder.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `models import`: ends with 1 if devices could not be taken, and none was proposed.
  @Command(
      name = "import",
      description =
          "Proposes device models from a local checkout of chirpstack/chirpstack-device-profiles or"
              + " TheThingsNetwork/lorawan-devices. A person confirms each before it is used.",
      mixinStandardHelpOptions = true)
  int propose(
      @Parameters(paramLabel = "PATH", description = "The checkout, or a vendor's folder in it.")
          Path path,
      @Option(
              names = "--into",
              required = true,
              paramLabel = "FOLDER",
              description = "Where the models are written, a folder each.")
          Path into,
      @Option(
              names = "--only",
              paramLabel = "WORDS",
              defaultValue = "",
              description = "Only models whose id has this in it, such as milesight-em300.")
          String only)
      throws IOException {
    var out = spec.commandLine().getOut();
    var refused = new ArrayList<String>();
    try (var models = new ModelImport(refused::add)) {
      var wanted = only.toLowerCase(Locale.ROOT);
      var proposed = 0;
      for (var device : models.devices(path)) {
        if (device.modelId().contains(wanted)) {
          proposed += propose(models, device, into, out);
        }
      }
      refused.forEach(fault -> out.println("not taken: " + fault));
      out.printf("%d proposed, %d not taken%n", proposed, refused.size());
      if (proposed > 0) {
        out.printf(
            "Next: look at each model.yaml, take its line “proposed: true” away, and see: models check %s%n",
            into);
      }
      return proposed > 0 || refused.isEmpty() ? 0 : FAILED;
    }
  }

  private static int propose(ModelImport models, PublishedDevice device, Path into, PrintWriter out)
      throws IOException {
    var proposal = models.propose(device, into);
    proposal.ifPresent(each -> out.printf("%-48s %s%n", device.modelId(), summary(each)));
    return proposal.isPresent() ? 1 : 0;
  }

  private static String summary(Proposal proposal) {
    return proposal.quantities().isEmpty() && proposal.others().isEmpty()
        ? "nothing is published of what it decodes"
        : "%2d fields recognised, %2d not"
            .formatted(proposal.quantities().size(), proposal.others().size());
  }

  /// `models check`: ends with 1 if a model is not in order, or there is none.
  @Command(
      name = "check",
      description = "Reads every device model of a folder, and says what is wrong with each.",
      mixinStandardHelpOptions = true)
  int check(@Parameters(paramLabel = "FOLDER", description = "Around the models.") Path folder) {
    var out = spec.commandLine().getOut();
    var wrong = 0;
    var sources = ModelFolders.in(folder);
    if (sources.isEmpty()) {
      out.printf(
          "there are no models in %s: looked for folders with a model.yaml right below it%n",
          folder);
      return FAILED;
    }
    for (var source : sources) {
      try {
        out.printf("%-48s %2d quantities%n", source.id(), source.model().quantities().size());
      } catch (IllegalArgumentException e) {
        wrong++;
        out.println(e.getMessage());
      }
    }
    out.printf("%d in order, %d not%n", sources.size() - wrong, wrong);
    return wrong == 0 ? 0 : FAILED;
  }
}
