package pilotfeld.ingest.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;
import pilotfeld.processing.registry.DeviceModel;
import pilotfeld.processing.registry.ModelFolders;

/// `decode`: what a model's codec makes of a payload; no database is needed.
@Command(
    name = "decode",
    description =
        "Decodes one payload with the codec of a device model, and prints the result as JSON.",
    mixinStandardHelpOptions = true)
public final class DecodeCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int LAST_PORT = 255;

  @Option(
      names = "--model",
      required = true,
      description = "Id of the device model, such as decentlab-dl-mbx.")
  private String model;

  @Option(names = "--fport", required = true, description = "LoRaWAN FPort, 1 to 255.")
  private int port;

  @Parameters(index = "0", paramLabel = "HEX", description = "The payload.")
  private String hex;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "--fport %d: from 1 to %d, as 0 belongs to LoRaWAN itself".formatted(port, LAST_PORT));
    }
    var codec =
        find()
            .codec()
            .orElseThrow(
                () -> new IllegalArgumentException("the model " + model + " has no codec"));
    try (var codecs = new Codecs(CodecLimits.DEFAULT)) {
      return switch (codecs.decode(codec, bytes(), port, Clock.systemUTC().instant())) {
        case Decoded.Data(var data, var warnings) -> {
          var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(data);
          spec.commandLine().getOut().println(json);
          warnings.forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
          yield 0;
        }
        case Decoded.Failed(var reason) -> {
          spec.commandLine().getErr().println(reason);
          yield FAILED;
        }
      };
    }
  }

  private DeviceModel find() {
    var folder = Settings.from(System.getenv()).models();
    return ModelFolders.find(model, folder)
        .map(ModelFolders.Source::model)
        .orElseThrow(() -> new IllegalArgumentException(ModelFolders.unknown(model, folder)));
  }

  private byte[] bytes() {
    try {
      return HexFormat.of().parseHex(hex.replaceAll("[\\s:-]", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("“" + hex + "” is no hex: two digits for each byte", e);
    }
  }
}
