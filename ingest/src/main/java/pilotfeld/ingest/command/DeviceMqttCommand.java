package pilotfeld.ingest.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.access.BrokerUser;
import pilotfeld.processing.access.BrokerUsers;

/// `device mqtt`: what a sensor of one's own needs to write to the broker.
@Command(
    name = "mqtt",
    description =
        "Gives a device at a site a user and a new password at the broker and shows them once; an earlier password is refused as soon as the broker knows. A device that is taken down loses them.",
    mixinStandardHelpOptions = true)
final class DeviceMqttCommand implements Callable<Integer> {

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
      spec.commandLine().getOut().println(shown(users(connection, settings).renew(device)));
    }
    return 0;
  }

  static BrokerUsers users(Connection connection, Settings settings) throws IOException {
    return new BrokerUsers(
        connection.database().jdbi(), Optional.of(SecretOfService.required(settings)));
  }

  static String shown(BrokerUser user) {
    return """
        user      %s
        password  %s
        topic     %s
        Shown only now. The service tells the broker, which needs PILOTFELD_MQTT_CONTROL_USER there; outbox list shows what waits."""
        .formatted(user.name(), user.password(), user.topic());
  }
}
