package pilotfeld.ingest.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.secret.DeviceKey;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.secret.MasterSecret;

/// `device key`: what a device needs to speak CoAP over DTLS.
@Command(
    name = "key",
    description =
        "Gives a device a new key for CoAP over DTLS and shows it once; an earlier one is refused from now on.",
    mixinStandardHelpOptions = true)
final class DeviceKeyCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DEVICE",
      description = "DevEUI, or the own name of a sensor without LoRaWAN.")
  private String device;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    try (var connection = Connection.open(settings)) {
      var key = new DeviceKeys(connection.database().jdbi(), secret(settings)).renew(device);
      spec.commandLine().getOut().println(shown(key));
    }
    return 0;
  }

  private static MasterSecret secret(Settings settings) throws IOException {
    return SecretOfService.of(settings)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "PILOTFELD_SECRET_KEY is not set: keys are encrypted with it, so it must be that of the running service"));
  }

  private static String shown(DeviceKey key) {
    return """
        identity    %s
        key         %s
        key in hex  %s
        Shown only now. The key is its letters as ASCII bytes: give a device one of the two spellings."""
        .formatted(key.device(), key.key(), key.hex());
  }
}
