package pilotfeld.ingest.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `setup`: the first-run step of docker-compose.yml. Says where things are and shows no secret.
@Command(
    name = "setup",
    description =
        "Makes passwords and certificates once, in one folder for each service. What is there already stays as it is.",
    mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "DIR",
      description = "Where to keep them; docker-compose.yml has a volume for each folder inside.")
  private Path folder;

  @Option(
      names = "--broker-name",
      split = ",",
      paramLabel = "NAME",
      description =
          "Names and IP addresses under which others reach the broker's TLS listener, beside localhost and mosquitto.")
  private List<String> brokerNames = List.of();

  @Option(
      names = "--page-name",
      split = ",",
      paramLabel = "NAME",
      description = "Names and IP addresses under which people reach the page, beside localhost.")
  private List<String> pageNames = List.of();

  /// One of the two steps of changing a secret.
  static final class SecretKey {

    @Option(
        names = "--new-secret-key",
        description =
            "Only makes a new secret_key and keeps the earlier one beside it: start the services again, then secret rotate.")
    private boolean renew;

    @Option(
        names = "--forget-former-secret-key",
        description = "Only forgets the earlier secret_key, after secret rotate.")
    private boolean forget;
  }

  @ArgGroup private SecretKey secretKey = new SecretKey();

  @Spec private CommandSpec spec;

  /// @throws IOException if the folder cannot be written
  @Override
  public Integer call() throws IOException {
    if (secretKey.renew || secretKey.forget) {
      return changeSecret();
    }
    var created =
        new FirstRun(
                new SetupFolder(folder), given(brokerNames), given(pageNames), Clock.systemUTC())
            .run();
    var out = spec.commandLine().getOut();
    out.println(
        created == 0
            ? "Everything is there already, nothing was changed: " + folder
            : "Made " + created + " files in " + folder);
    out.println(
        """
        To read:
          operator/administrator_password   the page's first administrator, admin
          operator/grafana_admin_password   Grafana's user admin
          operator/chirpstack_password      the broker's user chirpstack, for the network server
          operator/ca.crt                   what clients of the broker's TLS listener trust, and browsers
        With docker-compose.yml:
          docker compose run --rm --entrypoint cat setup %s/operator/administrator_password"""
            .formatted(folder));
    return 0;
  }

  private int changeSecret() throws IOException {
    var files = new SecretKeyFiles(new SetupFolder(folder));
    if (secretKey.renew) {
      files.renew();
    } else {
      files.forgetFormer();
    }
    spec.commandLine()
        .getOut()
        .println(
            secretKey.renew
                ? "A new secret_key is in "
                    + folder
                    + "; start the services again, then: secret rotate"
                : "The earlier secret_key is forgotten");
    return 0;
  }

  // Where a setting of docker-compose.yml is empty.
  private static List<String> given(List<String> names) {
    return names.stream().filter(name -> !name.isBlank()).toList();
  }
}
