package pilotfeld.ingest.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.processing.codec.vector.VectorRun;

/// `codec`: proves codecs; no database is needed.
@Command(
    name = "codec",
    description = "Proves payload codecs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CodecCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final String NOTHING =
      "there are no vectors below %s: looked for test_decode_*.json and test_encode_*.json of"
          + " chirpstack/chirpstack-device-profiles, and for *-codec.yaml of"
          + " TheThingsNetwork/lorawan-devices%n";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `codec test`: ends with 1 if a vector failed, or there is none.
  @Command(
      name = "test",
      description =
          "Runs every vector below a folder: those of chirpstack/chirpstack-device-profiles and of"
              + " TheThingsNetwork/lorawan-devices.",
      mixinStandardHelpOptions = true)
  int test(
      @Parameters(paramLabel = "PATH", description = "Folder of codecs and vectors.") Path path)
      throws IOException {
    var out = spec.commandLine().getOut();
    try (var run = new VectorRun(path, Clock.systemUTC().instant(), out::println)) {
      var count = run.run();
      if (count.passed() + count.failed() == 0) {
        out.printf(NOTHING, path);
        out.flush();
        return FAILED;
      }
      out.printf("%d passed, %d failed%n", count.passed(), count.failed());
      out.flush();
      return count.failed() == 0 ? 0 : FAILED;
    }
  }
}
