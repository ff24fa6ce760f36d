package pilotfeld.ingest.command;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.asset.AssetRegister;
import pilotfeld.processing.asset.GeoJsonExport;
import pilotfeld.processing.asset.ReferenceSystem;
import pilotfeld.processing.asset.RegisterFile;

/// `assets`: the operator's register.
@Command(
    name = "assets",
    description = "The operator's register of assets: brings it up to date from a file, writes it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AssetsCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `assets import`: ends with 1 if something in the file cannot be taken; then nothing is.
  @Command(
      name = "import",
      description =
          "Brings assets up to date from GeoJSON (RFC 7946) or CSV, by their identifiers, and says what"
              + " changes. Nothing is removed: what the file has no more, of the kinds that it has, is"
              + " marked and listed. May be run again.",
      mixinStandardHelpOptions = true)
  int take(
      @Parameters(paramLabel = "FILE", description = "GeoJSON or CSV.") Path file,
      @Option(
              names = "--crs",
              description =
                  "Of the coordinates: EPSG:4326 (degrees), EPSG:25832 (ETRS89 / UTM 32N) or EPSG:4647"
                      + " (the same with the zone in the easting); if left out, what the file says, else degrees.")
          Optional<String> crs,
      @Option(
              names = "--partial",
              description =
                  "The file is not meant to have every asset of its kinds: none is marked missing.")
          boolean partial,
      @Option(names = "--dry-run", description = "Only says what would change.") boolean dryRun)
      throws IOException {
    var settings = Settings.from(System.getenv());
    var request = new AssetRegister.Request(crs.map(AssetsCommand::system), partial, dryRun);
    var register = RegisterFile.read(file);
    var report =
        new AssetsReport(spec.commandLine().getOut(), spec.commandLine().getErr(), settings.zone());
    report.ignored(register.ignored());
    try (var connection = Connection.open(settings)) {
      var assets = new AssetRegister(connection.database().jdbi());
      return switch (assets.take(register, request, Clock.systemUTC().instant())) {
        case AssetRegister.Refused(var faults) -> {
          report.faults(faults);
          yield FAILED;
        }
        case AssetRegister.Taken(var differences) -> {
          report.differences(differences, dryRun);
          yield 0;
        }
      };
    }
  }

  private static ReferenceSystem system(String name) {
    return ReferenceSystem.read(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "“%s” is not known as --crs; known are %s"
                        .formatted(name, ReferenceSystem.known())));
  }

  /// `assets export`.
  @Command(
      name = "export",
      description =
          "Writes all assets as GeoJSON (RFC 7946), WGS 84, those that are missing in the operator's files too.",
      mixinStandardHelpOptions = true)
  int export(
      @Option(names = "--output", description = "File to write; standard output if left out.")
          Optional<Path> output)
      throws IOException {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings);
        var out = writer(output)) {
      var assets = new GeoJsonExport(connection.database().jdbi()).write(out);
      spec.commandLine().getErr().println(assets + (assets == 1 ? " asset" : " assets"));
    }
    return 0;
  }

  private static Writer writer(Optional<Path> output) throws IOException {
    // Not System.out, which keeps a failure to itself: a full disk would pass for a whole export.
    return output.isPresent()
        ? Files.newBufferedWriter(output.get())
        : new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
  }
}
