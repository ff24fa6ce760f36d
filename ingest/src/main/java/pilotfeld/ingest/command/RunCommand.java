package pilotfeld.ingest.command;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Application;
import pilotfeld.ingest.service.EmbeddedParts;
import pilotfeld.ingest.service.Role;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.account.Accounts;

/// `run`: the system itself.
@Command(
    name = "run",
    description =
        "Takes messages in, keeps them, and serves the page. Settings come from the environment; the README lists them.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--embedded",
      description =
          "With a PostgreSQL and an MQTT broker of its own, on loopback; their state is in PILOTFELD_STATE.")
  private boolean embedded;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      description = "What this process does: ingest, processing, or both (the default).")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    return UntilStopped.run(
        stop -> embedded ? runEmbedded(settings, stop) : runAgainst(settings, stop));
  }

  private int runEmbedded(Settings given, CountDownLatch stop) throws Exception {
    var settings = given.embedded();
    try (var parts = EmbeddedParts.start(settings);
        var application = new Application(settings, parts.database())) {
      application.start(roles, parts.brokers());
      return serve(application, stop);
    }
  }

  private int runAgainst(Settings settings, CountDownLatch stop) throws Exception {
    var database =
        settings
            .database()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "PILOTFELD_DB_URL is not set: name a database, or run with --embedded"));
    try (var application = new Application(settings, database)) {
      application.start(roles, settings.brokers());
      return serve(application, stop);
    }
  }

  private int serve(Application application, CountDownLatch stop) throws InterruptedException {
    var out = spec.commandLine().getOut();
    out.println("Pilotfeld runs: " + application.address());
    application
        .newPassword()
        .ifPresent(
            password ->
                out.println(
                    "first administrator: "
                        + Accounts.ADMINISTRATOR
                        + ", password "
                        + password
                        + " (shown only now)"));
    out.flush();
    stop.await();
    return 0;
  }
}
