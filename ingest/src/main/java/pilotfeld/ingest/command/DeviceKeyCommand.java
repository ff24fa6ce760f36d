package pilotfeld.ingest.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.secret.DeviceKey;
import pilotfeld.processing.secret.DeviceKeys;

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
      var key =
          new DeviceKeys(connection.database().jdbi(), SecretOfService.required(settings))
              .renew(device);
      spec.commandLine().getOut().println(shown(key));
    }
    return 0;
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
